package io.mitschnitt.recorder.evidence;

import io.mitschnitt.recorder.contract.Leg;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The judgement on a sound whose channels are proved apart, whole or redacted. */
final class ChannelCheck {

  private static final String AUDIO = EvidenceFiles.AUDIO;

  private final Verifier verifier;
  private final LogEntry recording;
  private final LogEntry export;

  ChannelCheck(Verifier verifier, LogEntry recording, LogEntry export) {
    this.verifier = verifier;
    this.recording = recording;
    this.export = export;
  }

  /** Whether {@code recording} is noted by its channels. */
  static boolean isFor(LogEntry recording) {
    return recording.fact("customer-root").isPresent();
  }

  /** Answers what was taken out. */
  List<Redaction.Removed> judge() {
    Optional<byte[]> sound = verifier.bytes(AUDIO);
    Optional<ChannelList> list = list();
    if (sound.isEmpty() || list.isEmpty()) {
      return List.of();
    }
    for (Leg leg : Leg.values()) {
      listed(list.get(), leg);
    }
    try {
      return sound(sound.get(), list.get());
    } catch (IllegalArgumentException e) {
      verifier.fault(AUDIO, "was changed: " + e.getMessage());
      return List.of();
    }
  }

  private Optional<ChannelList> list() {
    try {
      return verifier.text(EvidenceFiles.CHANNELS).map(ChannelList::read);
    } catch (IllegalArgumentException e) {
      verifier.fault(EvidenceFiles.CHANNELS, "was changed: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void listed(ChannelList list, Leg leg) {
    String name = ChannelBlocks.word(leg);
    String root = HexFormat.of().formatHex(Merkle.root(list.leaves(leg)));
    if (!recording.fact(name + "-root").equals(Optional.of(root))) {
      verifier.fault(
          EvidenceFiles.CHANNELS, "its blocks of the " + name + " are not those that were stored");
    }
    int noted = export.fact("removed-" + name).map(Integer::valueOf).orElse(0);
    if (noted != list.removed(leg)) {
      verifier.fault(
          EvidenceFiles.CHANNELS,
          list.removed(leg) + " blocks of the " + name + " are taken out, " + noted
              + " were when it was given out");
    }
  }

  private List<Redaction.Removed> sound(byte[] mp3, ChannelList list) {
    int frameBytes = StereoFrame.bytes(mp3);
    if (!recording.fact("frame-bytes").equals(Optional.of(String.valueOf(frameBytes)))
        || mp3.length % frameBytes != 0
        || !recording.fact("bytes").equals(Optional.of(String.valueOf(mp3.length)))) {
      throw new IllegalArgumentException("it is longer or shorter than what was stored");
    }
    if (!recording
        .fact("head-sha256")
        .equals(Optional.of(Merkle.hex(Arrays.copyOf(mp3, frameBytes))))) {
      verifier.fault(AUDIO, "its first frame was changed");
    }
    blocks(mp3, frameBytes, list, Leg.CUSTOMER);
    blocks(mp3, frameBytes, list, Leg.AGENT);
    if (list.fileSalt().isPresent()) {
      whole(mp3, list.fileSalt().get());
    } else if (list.removed(Leg.CUSTOMER) + list.removed(Leg.AGENT) == 0) {
      verifier.fault(EvidenceFiles.CHANNELS, "lacks the salt of the file and no block");
    } else {
      unpadded(mp3, frameBytes);
    }
    return Redaction.removed(list, frameBytes);
  }

  private void whole(byte[] mp3, byte[] salt) {
    MessageDigest digest = Merkle.sha256();
    digest.update(salt);
    String hex = HexFormat.of().formatHex(digest.digest(mp3));
    if (!recording.fact("sound-sha256").equals(Optional.of(hex))) {
      verifier.fault(AUDIO, "is not what was stored: another digest was noted");
    }
  }

  private void blocks(byte[] mp3, int frameBytes, ChannelList list, Leg leg) {
    int channel = leg == Leg.CUSTOMER ? StereoFrame.CUSTOMER : StereoFrame.AGENT;
    int size = ChannelBlocks.framesPerBlock(frameBytes);
    int frames = mp3.length / frameBytes - 1;
    List<ChannelList.Block> blocks = list.of(leg);
    int there = (frames + size - 1) / size;
    if (there != blocks.size()) {
      verifier.fault(AUDIO, "has " + there + " blocks, " + blocks.size() + " were stored");
    }
    for (int block = 0; block < Math.min(there, blocks.size()); block++) {
      ByteArrayOutputStream parts = new ByteArrayOutputStream();
      for (int i = block * size; i < Math.min(frames, (block + 1) * size); i++) {
        parts.writeBytes(StereoFrame.part(mp3, (i + 1) * frameBytes, frameBytes, channel));
      }
      String fault = fault(blocks.get(block), parts.toByteArray());
      if (!fault.isEmpty()) {
        verifier.fault(
            AUDIO,
            "second " + Redaction.startsAt(block, frameBytes) / 1_000 + " of the "
                + ChannelBlocks.word(leg) + fault);
      }
    }
  }

  private static String fault(ChannelList.Block block, byte[] parts) {
    if (block.salt().isPresent()) {
      byte[] leaf = ChannelBlocks.leaf(block.salt().get(), parts);
      return Arrays.equals(leaf, block.leaf()) ? "" : " was changed";
    }
    for (byte one : parts) {
      if (one != 0) {
        return " was taken out, and there is sound";
      }
    }
    return "";
  }

  private void unpadded(byte[] mp3, int frameBytes) {
    for (int at = frameBytes; at < mp3.length; at += frameBytes) {
      if (!StereoFrame.unpadded(mp3, at, frameBytes)) {
        verifier.fault(
            AUDIO,
            "frame " + at / frameBytes + " holds something beside the sound of both channels");
      }
    }
  }
}
