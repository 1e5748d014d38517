package io.mitschnitt.recorder.evidence;

import io.mitschnitt.recorder.contract.Leg;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blocks of a recording's channels as a bundle lists them: each leaf, and its salt where the block is there. A block
 * without its salt was taken out; its sound cannot be guessed from the leaf.
 *
 * <pre>
 *   file 0123…                  salt of the whole file's digest; "-" in a redacted copy
 *   customer 0 89ab… cdef…      channel, block, leaf, salt
 *   customer 1 4567… -          a block that was taken out
 *   agent 0 …
 * </pre>
 *
 * @param fileSalt empty in a redacted copy
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ChannelList(Optional<byte[]> fileSalt, Map<Leg, List<Block>> blocks) {

  private static final Pattern LINE =
      Pattern.compile("(customer|agent) (\\d{1,6}) ([0-9a-f]{64}) ([0-9a-f]{32}|-)");
  private static final Pattern FILE = Pattern.compile("file ([0-9a-f]{32}|-)");

  /** One block: its leaf, and its salt where it is there. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Block(byte[] leaf, Optional<byte[]> salt) {}

  /** All of {@code noted}, but for the blocks that {@code cut} takes out. */
  public static ChannelList of(ChannelBlocks.Noted noted, byte[] seed, Redaction cut) {
    Map<Leg, List<Block>> blocks = new EnumMap<>(Leg.class);
    for (Leg leg : Leg.values()) {
      List<byte[]> leaves = noted.leaves(leg);
      List<Block> all = new ArrayList<>();
      for (int i = 0; i < leaves.size(); i++) {
        String name = ChannelBlocks.word(leg) + " " + i;
        all.add(new Block(
            leaves.get(i),
            cut.removes(leg, i)
                ? Optional.empty()
                : Optional.of(ChannelBlocks.salt(seed, name))));
      }
      blocks.put(leg, all);
    }
    return new ChannelList(
        cut.isNothing() ? Optional.of(ChannelBlocks.salt(seed, "file")) : Optional.empty(), blocks);
  }

  public String text() {
    StringBuilder text = new StringBuilder("file ").append(hex(fileSalt)).append('\n');
    for (Leg leg : Leg.values()) {
      List<Block> all = of(leg);
      for (int i = 0; i < all.size(); i++) {
        text.append(ChannelBlocks.word(leg))
            .append(' ')
            .append(i)
            .append(' ')
            .append(HexFormat.of().formatHex(all.get(i).leaf()))
            .append(' ')
            .append(hex(all.get(i).salt()))
            .append('\n');
      }
    }
    return text.toString();
  }

  private static String hex(Optional<byte[]> salt) {
    return salt.map(HexFormat.of()::formatHex).orElse("-");
  }

  List<Block> of(Leg leg) {
    return blocks.getOrDefault(leg, List.of());
  }

  /** The leaves of a channel. */
  List<byte[]> leaves(Leg leg) {
    return of(leg).stream().map(Block::leaf).toList();
  }

  /** How many blocks of a channel were taken out. */
  int removed(Leg leg) {
    return (int) of(leg).stream().filter(block -> block.salt().isEmpty()).count();
  }

  /**
   * The list that {@code text} is.
   *
   * @throws IllegalArgumentException where it is none, or is spelled otherwise than {@link #text} does
   */
  static ChannelList read(String text) {
    List<String> lines = text.lines().toList();
    Matcher file = FILE.matcher(lines.isEmpty() ? "" : lines.get(0));
    if (!file.matches()) {
      throw new IllegalArgumentException("not a list of blocks");
    }
    Map<Leg, List<Block>> blocks = new EnumMap<>(Leg.class);
    for (String line : lines.subList(1, lines.size())) {
      Matcher one = LINE.matcher(line);
      if (!one.matches()) {
        throw new IllegalArgumentException("not a list of blocks");
      }
      Leg leg = one.group(1).equals("customer") ? Leg.CUSTOMER : Leg.AGENT;
      blocks
          .computeIfAbsent(leg, any -> new ArrayList<>())
          .add(new Block(HexFormat.of().parseHex(one.group(3)), salt(one.group(4))));
    }
    ChannelList list = new ChannelList(salt(file.group(1)), blocks);
    if (!list.text().equals(text)) {
      throw new IllegalArgumentException("not spelled as lists of blocks are");
    }
    return list;
  }

  private static Optional<byte[]> salt(String hex) {
    return hex.equals("-") ? Optional.empty() : Optional.of(HexFormat.of().parseHex(hex));
  }
}
