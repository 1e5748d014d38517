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
 * What a query demands of one field, as far as an index can use it: one of some values, or a range. What it cannot use
 * is left out; every document found is matched against the whole query anyway.
 */
final class Demand {

  private static final int MAX_VALUES = 1000;

  private @Nullable List<@Nullable Object> values;
  private @Nullable Object low;
  private @Nullable Object high;
  private boolean lowIncluded;
  private boolean highIncluded;
  private byte @Nullable [] prefix;

  /** The demands of {@code query} by field; all of them must hold. */
  static Map<String, Demand> of(Document query) {
    Map<String, Demand> demands = new HashMap<>();
    collect(query, demands);
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

  private static void collect(Document query, Map<String, Demand> demands) {
    query.forEach((name, wish) -> {
      if (name.equals("$and") && wish instanceof Collection<?> all) {
        all.forEach(part -> collect((Document) part, demands));
      } else if (!name.startsWith("$")) {
        demands.computeIfAbsent(name, field -> new Demand()).add(wish);
      }
    });
  }

  private void add(@Nullable Object wish) {
    if (wish instanceof BsonRegularExpression regex) {
      prefix = RegexPrefix.of(regex);
    } else if (wish instanceof Document operators && isOperators(operators)) {
      operators.forEach((operator, operand) -> add(operators, operator, operand));
    } else if (!(wish instanceof Collection)) {
      values = Collections.singletonList(wish);
    }
  }

  static boolean isOperators(Document document) {
    return !document.isEmpty() && document.keySet().iterator().next().startsWith("$");
  }

  private void add(Document operators, String operator, @Nullable Object operand) {
    switch (operator) {
      case "$eq" -> one(operand);
      case "$in" -> oneOf((Collection<?>) operand);
      case "$all" -> firstOf((Collection<?>) operand);
      case "$gt", "$gte" -> from(operand, operator.equals("$gte"));
      case "$lt", "$lte" -> to(operand, operator.equals("$lte"));
      case "$regex" -> {
        if (!operators.containsKey("$options")) {
          prefix = RegexPrefix.of(BsonRegularExpression.convertToRegularExpression(operators));
        }
      }
      default -> {}
    }
  }

  private void one(@Nullable Object value) {
    if (!(value instanceof Collection)) {
      values = Collections.singletonList(value);
    }
  }

  private void oneOf(@Nullable Collection<?> wanted) {
    boolean simple = wanted != null
        && wanted.size() <= MAX_VALUES
        && wanted.stream()
            .noneMatch(v -> v instanceof BsonRegularExpression || v instanceof Collection);
    if (simple && values == null) {
      values = new ArrayList<>(wanted);
    }
  }

  private void firstOf(@Nullable Collection<?> wanted) {
    if (wanted == null || wanted.isEmpty() || values != null) {
      return;
    }
    Object first = wanted.iterator().next();
    if (!(first instanceof Document
        || first instanceof Collection
        || first instanceof BsonRegularExpression)) {
      values = Collections.singletonList(first);
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
