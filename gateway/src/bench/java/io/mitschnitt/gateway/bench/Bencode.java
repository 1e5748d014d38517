package io.mitschnitt.gateway.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The little of bencode that rtpengine's control protocol needs. */
final class Bencode {

  private final byte[] in;
  private int at;

  private Bencode(byte[] in, int at) {
    this.in = in;
    this.at = at;
  }

  /** Strings, lists of them and maps of either. */
  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    if (value instanceof Map<?, ?> map) {
      out.append('d');
      new TreeMap<>(map).forEach((k, v) -> out.append(write(k)).append(write(v)));
      return out.append('e').toString();
    }
    if (value instanceof List<?> list) {
      out.append('l');
      list.forEach(v -> out.append(write(v)));
      return out.append('e').toString();
    }
    String text = value.toString();
    return out.append(text.length()).append(':').append(text).toString();
  }

  /** A map's top-level strings; everything else in it is passed over. */
  static Map<String, String> strings(byte[] in, int from) {
    Bencode reader = new Bencode(in, from);
    Map<String, String> found = new TreeMap<>();
    reader.at++;
    while (reader.in[reader.at] != 'e') {
      String key = String.valueOf(reader.value());
      Object value = reader.value();
      if (value instanceof String text) found.put(key, text);
    }
    return found;
  }

  private Object value() {
    byte c = in[at];
    if (c == 'i') {
      while (in[at++] != 'e') {}
      return 0;
    }
    if (c == 'd' || c == 'l') {
      at++;
      while (in[at] != 'e') value();
      at++;
      return List.of();
    }
    int length = 0;
    while (in[at] != ':') length = length * 10 + in[at++] - '0';
    String text = new String(in, at + 1, length, StandardCharsets.UTF_8);
    at += 1 + length;
    return text;
  }
}
