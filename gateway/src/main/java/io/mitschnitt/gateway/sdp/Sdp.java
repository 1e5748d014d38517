package io.mitschnitt.gateway.sdp;

import io.mitschnitt.gateway.media.CallMedia.BadSdp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session description cut into its sections. What a line means is read when it is asked for; lines that nobody asks
 * for cannot do harm.
 *
 * @param session the lines before the first media section
 */
public record Sdp(List<String> session, List<Section> sections) {

  /** A description that is longer is refused unread. */
  public static final int MOST_CHARS = 32 * 1024;

  private static final int MOST_SECTIONS = 16;

  /** Cuts {@code text}; fails where it is no description or has no media section. */
  public static Sdp parse(String text) throws BadSdp {
    if (text.length() > MOST_CHARS) throw new BadSdp("description too long");
    List<String> session = new ArrayList<>();
    List<Section> sections = new ArrayList<>();
    List<String> current = session;
    for (String raw : text.split("\n", -1)) {
      String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
      if (line.length() < 2 || line.charAt(1) != '=') continue;
      if (line.startsWith("m=")) {
        if (sections.size() == MOST_SECTIONS) throw new BadSdp("too many media sections");
        current = new ArrayList<>();
        sections.add(Section.begin(line.substring(2), current));
      } else {
        current.add(line);
      }
    }
    if (!session.contains("v=0")) throw new BadSdp("not a session description");
    if (sections.isEmpty()) throw new BadSdp("no media");
    return new Sdp(session, sections);
  }

  /** The value of {@code a=name:} in {@code section}, or else in the session. */
  Optional<String> attribute(Section section, String name) {
    return first(section.lines(), "a=" + name + ":").or(() -> first(session, "a=" + name + ":"));
  }

  /** Whether {@code a=name} stands in {@code section}, or else in the session. */
  boolean has(Section section, String name) {
    return section.lines().contains("a=" + name) || session.contains("a=" + name);
  }

  /** The address of {@code c=}, in {@code section} or else in the session. */
  Optional<String> connection(Section section) {
    return first(section.lines(), "c=")
        .or(() -> first(session, "c="))
        .map(c -> c.split(" "))
        .filter(c -> c.length == 3 && c[0].equals("IN"))
        .map(c -> c[2].split("/", 2)[0]);
  }

  static Optional<String> first(List<String> lines, String prefix) {
    return lines.stream()
        .filter(l -> l.startsWith(prefix))
        .findFirst()
        .map(l -> l.substring(prefix.length()).strip());
  }

  /**
   * One media section.
   *
   * @param head what stands behind {@code m=}, as it came
   * @param port 0 = refused; -1 = not a number
   * @param formats payload types, as they came
   */
  public record Section(
      String head,
      String kind,
      int port,
      String protocol,
      List<String> formats,
      List<String> lines) {

    static Section begin(String head, List<String> lines) {
      String[] words = head.strip().split(" +");
      return new Section(
          head,
          words[0],
          words.length > 1 ? number(words[1].split("/", 2)[0], 65_535) : -1,
          words.length > 2 ? words[2] : "",
          words.length > 3 ? List.of(words).subList(3, words.length) : List.of(),
          lines);
    }
  }

  /** {@code text} as a number from 0 to {@code most}, or -1. */
  static int number(String text, int most) {
    if (text.isEmpty() || text.length() > 9) return -1;
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') return -1;
      value = 10 * value + c - '0';
    }
    return value <= most ? value : -1;
  }
}
