package io.mitschnitt.recorder.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One thing done to one file: a bit turned, a byte changed or dropped, a tail cut, a record dropped or moved. */
final class Mutation {

  private Mutation() {}

  /** Does it; answers what. */
  static String one(Map<String, byte[]> files, String name, Random random) {
    byte[] bytes = files.get(name).clone();
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(6)) {
      case 0 -> {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        files.put(name, bytes);
        return "bit of byte " + at;
      }
      case 1 -> {
        bytes[at] += (byte) (1 + random.nextInt(255));
        files.put(name, bytes);
        return "byte " + at;
      }
      case 2 -> {
        byte[] less = Arrays.copyOf(bytes, bytes.length - 1);
        System.arraycopy(bytes, at + 1, less, at, less.length - at);
        files.put(name, less);
        return "without byte " + at;
      }
      case 3 -> {
        files.put(name, Arrays.copyOf(bytes, at));
        return "cut at " + at;
      }
      case 4 -> {
        return records(files, name, random, false);
      }
      default -> {
        return records(files, name, random, true);
      }
    }
  }

  private static String records(
      Map<String, byte[]> files, String name, Random random, boolean moved) {
    String text = new String(files.get(name), StandardCharsets.ISO_8859_1);
    List<String> records = new ArrayList<>(List.of(text.split("(?<=\n\n)|(?<=\n)(?=[^\n])")));
    int one = random.nextInt(records.size());
    int other = random.nextInt(records.size());
    if (name.equals(EvidenceFiles.AUDIO)
        || records.size() < 2
        || records.get(one).equals(records.get(other))) {
      files.remove(name);
      return "dropped";
    }
    if (moved) {
      Collections.swap(records, one, other);
    } else {
      records.remove(one);
    }
    files.put(name, String.join("", records).getBytes(StandardCharsets.ISO_8859_1));
    return moved ? "records " + one + " and " + other + " swapped" : "record " + one + " dropped";
  }
}
