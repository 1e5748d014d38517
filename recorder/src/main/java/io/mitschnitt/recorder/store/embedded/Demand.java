package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a query demands of one field, as far as an index can use it: one of some values, a range, or how a
 * string begins. What it cannot use is left out; every document found is matched against the whole query anyway.
 */
final class Demand {

  private static final int MAX_VALUES = 1000;

  private @Nullable List<@Nullable Object> values;
  private @Nullable Object low;
  private @Nullable Object high;
  private boolean lowIncluded;
  private boolean highIncluded;
  private byte @Nullable [] prefix;

  /**
   * The demands of {@code query} by field, all of which must hold. A field has several where each alone narrows the
   * search: two words of one text, say. Its bounds are one demand, the last.
   */
  static Map<String, List<Demand>> of(Document query) {
    Map<String, Demand> bounds = new HashMap<>();
    Map<String, List<Demand>> demands = new HashMap<>();
    collect(query, demands, bounds);
    bounds.forEach((field, bound) -> {
      if (bound.isRange()) {
        demands.computeIfAbsent(field, name -> new ArrayList<>()).add(bound);
      }
    });
    return demands;
  }

  /** The values of which the field must have one; null where other values would do too. */
  @Nullable
  List<@Nullable Object> values() {
    return values;
  }

  boolean isOneValue() {
    return values != null && values.size() == 1;
  }

  boolean isRange() {
    return values == null && (low != null || high != null || prefix != null);
  }

  @Nullable
  Object low() {
    return low;
  }

  @Nullable
  Object high() {
    return high;
  }

  boolean lowIncluded() {
    return lowIncluded;
  }

  boolean highIncluded() {
    return highIncluded;
  }

  /** What the encoded string begins with. */
  byte @Nullable [] prefix() {
    return prefix;
  }

  private static void collect(
      Document query, Map<String, List<Demand>> demands, Map<String, Demand> bounds) {
    query.forEach((name, wish) -> {
      if (name.equals("$and") && wish instanceof Collection<?> all) {
        all.forEach(part -> collect((Document) part, demands, bounds));
      } else if (!name.startsWith("$")) {
        Demand bound = bounds.computeIfAbsent(name, field -> new Demand());
        List<Demand> found = demandsIn(wish, bound);
        if (!found.isEmpty()) {
          demands.computeIfAbsent(name, field -> new ArrayList<>()).addAll(found);
        }
      }
    });
  }

  /** What {@code wish} demands beside bounds, which are added to {@code bound}. */
  private static List<Demand> demandsIn(@Nullable Object wish, Demand bound) {
    List<Demand> found = new ArrayList<>();
    if (wish instanceof BsonRegularExpression regex) {
      beginning(RegexPrefix.of(regex), found);
    } else if (wish instanceof Document operators && isOperators(operators)) {
      operators.forEach((operator, operand) -> {
        switch (operator) {
          case "$eq" -> one(operand, found);
          case "$in" -> oneOf((Collection<?>) operand, found);
          case "$all" -> each((Collection<?>) operand, found);
          case "$gt", "$gte" -> bound.from(operand, operator.equals("$gte"));
          case "$lt", "$lte" -> bound.to(operand, operator.equals("$lte"));
          case "$regex" -> {
            if (!operators.containsKey("$options")) {
              beginning(
                  RegexPrefix.of(BsonRegularExpression.convertToRegularExpression(operators)),
                  found);
            }
          }
          default -> {}
        }
      });
    } else {
      one(wish, found);
    }
    return found;
  }

  static boolean isOperators(Document document) {
    return !document.isEmpty() && document.keySet().iterator().next().startsWith("$");
  }

  private static void one(@Nullable Object value, List<Demand> found) {
    if (!(value instanceof Collection)) {
      values(Collections.singletonList(value), found);
    }
  }

  private static void oneOf(@Nullable Collection<?> wanted, List<Demand> found) {
    boolean simple = wanted != null
        && wanted.size() <= MAX_VALUES
        && wanted.stream()
            .noneMatch(v -> v instanceof BsonRegularExpression || v instanceof Collection);
    if (simple) {
      values(new ArrayList<>(wanted), found);
    }
  }

  private static void each(@Nullable Collection<?> wanted, List<Demand> found) {
    if (wanted != null) {
      wanted.stream()
          .filter(value -> !(value instanceof Document
              || value instanceof Collection
              || value instanceof BsonRegularExpression))
          .forEach(value -> values(Collections.singletonList(value), found));
    }
  }

  private static void values(List<@Nullable Object> wanted, List<Demand> found) {
    Demand demand = new Demand();
    demand.values = wanted;
    found.add(demand);
  }

  private static void beginning(byte @Nullable [] bytes, List<Demand> found) {
    if (bytes != null) {
      Demand demand = new Demand();
      demand.prefix = bytes;
      found.add(demand);
    }
  }

  private void from(@Nullable Object bound, boolean included) {
    if (isOrdered(bound)) {
      low = bound;
      lowIncluded = included;
    }
  }

  private void to(@Nullable Object bound, boolean included) {
    if (isOrdered(bound)) {
      high = bound;
      highIncluded = included;
    }
  }

  private static boolean isOrdered(@Nullable Object bound) {
    return bound != null
        && !(bound instanceof Collection
            || bound instanceof Document
            || bound instanceof MinKey
            || bound instanceof MaxKey);
  }
}
