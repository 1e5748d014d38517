package io.mitschnitt.recorder.review;

import io.mitschnitt.recorder.contract.SamplePlan.Ticket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A draw that anybody can repeat: a ticket's lot is SHA-256 of {@code seed + ":" + recording}, the lowest lots win. Who
 * knows the seed's digest from before can check that neither seed nor winner was chosen afterwards.
 */
public final class Lots {

  private Lots() {}

  /** What is told of a seed before the draw: its SHA-256 in hex. */
  public static String commitment(String seed) {
    return sha256(seed);
  }

  /** The lot of {@code recording}: 64 hex digits. */
  public static String lot(String seed, String recording) {
    return sha256(seed + ":" + recording);
  }

  /** The recordings drawn, in the order of their lots: {@code count} of all, or of each agent. */
  public static List<String> draw(String seed, List<Ticket> drum, int count, boolean perAgent) {
    Map<String, Integer> taken = new HashMap<>();
    return drum.stream()
        .distinct()
        .map(ticket -> Map.entry(lot(seed, ticket.recording()), ticket))
        .sorted(Comparator.comparing(Map.Entry::getKey))
        .map(Map.Entry::getValue)
        .filter(ticket -> taken.merge(perAgent ? ticket.agent() : "", 1, Integer::sum) <= count)
        .map(Ticket::recording)
        .toList();
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
