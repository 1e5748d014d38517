package io.mitschnitt.recorder.store;

import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.ledger.Entry;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words by which a recording is found: without case, accents or punctuation. */
final class Words {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern PUNCTUATION_OF_NUMBERS = Pattern.compile("[\\s()/.-]+");
  private static final int MAX_WORDS = 32;
  private static final int MAX_LENGTH = 64;

  private Words() {}

  /** The words of number, address, name and agents. */
  static Set<String> of(Entry entry) {
    Party customer = entry.facts().customer();
    Stream<String> agents = entry.agents().stream().map(Entry.Taken::agent);
    Set<String> words = new TreeSet<>();
    Stream.concat(Stream.of(customer.shown(), customer.address(), customer.name()), agents)
        .flatMap(text -> in(text).stream())
        .forEach(words::add);
    return words;
  }

  /** The words in {@code text}. */
  static List<String> in(String text) {
    return GAPS.splitAsStream(fold(text))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, Math.min(word.length(), MAX_LENGTH)))
        .limit(MAX_WORDS)
        .toList();
  }

  static String fold(String text) {
    String plain =
        MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    return plain.toLowerCase(Locale.ROOT);
  }

  /** A pattern for any word that begins so. */
  static String beginning(String word) {
    return "^" + literally(word);
  }

  /**
   * A pattern for a number or address that contains {@code part}, written in any of the usual ways. A national prefix
   * (030 …) also finds the international form (+49 30 …).
   */
  static String numberWith(String part) {
    String cut = compact(part);
    if (cut.matches("00[1-9]\\d*")) {
      return literally(cut) + "|^\\+" + cut.substring(2);
    }
    if (cut.matches("0[1-9]\\d*")) {
      return literally(cut) + "|^\\+[1-9][0-9]{0,2}" + cut.substring(1);
    }
    return literally(cut);
  }

  /** A number or address as it is written in one go. */
  static String compact(String part) {
    String compact = PUNCTUATION_OF_NUMBERS.matcher(fold(part)).replaceAll("");
    return compact.substring(0, Math.min(compact.length(), MAX_LENGTH));
  }

  private static String literally(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}]", "\\\\$0");
  }
}
