package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Evidence.Cut;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.evidence.ChannelBlocks;
import io.mitschnitt.recorder.evidence.ChannelList;
import io.mitschnitt.recorder.evidence.EvidenceFiles;
import io.mitschnitt.recorder.evidence.LogEntry;
import io.mitschnitt.recorder.evidence.Merkle;
import io.mitschnitt.recorder.evidence.Redaction;
import io.mitschnitt.recorder.ledger.Take;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A recording's sound as a bundle shows it: the MP3, whole or redacted, and the list by which its parts are checked.
 *
 * @param removed facts of the export's entry: how many blocks of each channel are missing; empty where none is
 */
record Sound(Map<String, byte[]> files, Map<String, String> removed) {

  /**
   * What is given out of {@code mp3}.
   *
   * @param noted the entry that says what was stored
   * @throws Refused where something is to be cut and the channels were not noted apart
   */
  static Sound of(
      byte[] mp3, Take.Sound facts, LogEntry noted, byte[] seed, List<Cut> cuts) {
    if (noted.fact("customer-root").isPresent()) {
      return channels(mp3, seed, cuts);
    }
    if (!cuts.isEmpty()) {
      throw new Refused("it was stored before channels were proved apart: nothing can be cut");
    }
    String seconds = seconds(mp3, Notary.blockBytes(facts));
    return new Sound(
        Map.of(EvidenceFiles.AUDIO, mp3, EvidenceFiles.BLOCKS, ascii(seconds)), Map.of());
  }

  private static Sound channels(byte[] mp3, byte[] seed, List<Cut> cuts) {
    ChannelBlocks blocks = new ChannelBlocks(seed);
    blocks.add(mp3);
    Redaction cut = Redaction.of(mp3, cuts);
    String list = ChannelList.of(blocks.end(), seed, cut).text();
    Map<String, String> removed = new TreeMap<>();
    for (Leg leg : Leg.values()) {
      if (cut.removed(leg) > 0) {
        removed.put("removed-" + Notes.word(leg), Integer.toString(cut.removed(leg)));
      }
    }
    byte[] given = cut.isNothing() ? mp3 : cut.applied(mp3);
    return new Sound(
        Map.of(EvidenceFiles.AUDIO, given, EvidenceFiles.CHANNELS, ascii(list)), removed);
  }

  boolean redacted() {
    return !removed.isEmpty();
  }

  private static String seconds(byte[] sound, int size) {
    StringBuilder text = new StringBuilder();
    for (int from = 0; from < sound.length; from += size) {
      byte[] block = Arrays.copyOfRange(sound, from, Math.min(from + size, sound.length));
      text.append(HexFormat.of().formatHex(Merkle.leaf(block))).append('\n');
    }
    return text.toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
