package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the index for a query: fields with given values first, then one range, then the order. Pure; it may only ever
 * choose too many documents, never too few.
 */
final class Planner {

  private static final int MAX_RANGES = 1000;
  private static final int PER_FIELD = 10;
  private static final int RANGE = 6;
  private static final int ORDER = 8;
  private static final int ONE_DOCUMENT = 100;

  private final Map<String, Demand> demands;
  private final Document order;

  /**
   * @param order empty where none is asked for
   */
  Planner(Document query, Document order) {
    this.demands = Demand.of(query);
    this.order = order;
  }

  /** The best plan; empty where only reading everything helps. */
  Optional<Plan> best(Collection<MvIndex> indexes) {
    Plan best = null;
    for (MvIndex index : indexes) {
      Plan plan = plan(index);
      if (plan != null && (best == null || plan.score() > best.score())) {
        best = plan;
      }
    }
    return Optional.ofNullable(best);
  }

  private @Nullable Plan plan(MvIndex index) {
    List<IndexKey> keys = index.getKeys();
    int fixed = fixedFields(keys);
    Demand next = fixed < keys.size() ? demands.get(keys.get(fixed).getKey()) : null;
    Demand range = next != null && next.isRange() ? next : null;
    if (!holds(index, keys.subList(0, fixed), range)) {
      return null;
    }
    boolean ascending = fixed < keys.size() && keys.get(fixed).isAscending();
    List<KeyRange> ranges = new ArrayList<>();
    for (byte[] base : bases(keys.subList(0, fixed))) {
      ranges.add(
          range == null
              ? KeyRange.beginningWith(base)
              : KeyRange.within(base, range, ascending, index.multikey()));
    }
    int direction = index.multikey() || ranges.size() != 1 ? 0 : direction(index, fixed);
    boolean ordered = !order.isEmpty() && direction != 0;
    if (fixed == 0 && range == null && !ordered) {
      return null;
    }
    int score = fixed * PER_FIELD + (range == null ? 0 : RANGE) + (ordered ? ORDER : 0);
    score += index.isUnique() && fixed == keys.size() ? ONE_DOCUMENT : 0;
    return new Plan(index, ranges, order.isEmpty() || ordered, direction < 0, score);
  }

  /** How many of the first fields have given values, as long as they make few enough ranges. */
  private int fixedFields(List<IndexKey> keys) {
    long ranges = 1;
    int fields = 0;
    for (IndexKey key : keys) {
      Demand demand = demands.get(key.getKey());
      List<@Nullable Object> values = demand == null ? null : demand.values();
      if (values == null || ranges * values.size() > MAX_RANGES) {
        return fields;
      }
      ranges *= values.size();
      fields++;
    }
    return fields;
  }

  /** Every document that the query wants is in the index. */
  private boolean holds(MvIndex index, List<IndexKey> fixed, @Nullable Demand range) {
    boolean wanted = index.partial().map(this::isImplied).orElse(true);
    return wanted
        && (!index.sparse() || range != null || fixed.stream().anyMatch(this::demandsPresence));
  }

  private boolean demandsPresence(IndexKey key) {
    Demand demand = demands.get(key.getKey());
    List<@Nullable Object> values = demand == null ? null : demand.values();
    return values != null && values.stream().noneMatch(value -> value == null);
  }

  private boolean isImplied(Document partial) {
    for (Map.Entry<String, Object> condition : partial.entrySet()) {
      Object value = condition.getValue();
      Object wanted = value instanceof Document operator && operator.containsKey("$eq")
          ? operator.get("$eq")
          : value;
      Demand demand = demands.get(condition.getKey());
      List<@Nullable Object> values = demand == null ? null : demand.values();
      boolean same = values != null
          && values.size() == 1
          && !(wanted instanceof Document)
          && Arrays.equals(KeyCodec.encode(values.get(0)), KeyCodec.encode(wanted));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** The beginnings of keys that the given values make, each once. */
  private Collection<byte[]> bases(List<IndexKey> fixed) {
    Collection<byte[]> bases = List.of(new byte[0]);
    for (IndexKey key : fixed) {
      Demand demand = demands.get(key.getKey());
      List<@Nullable Object> values =
          demand == null || demand.values() == null ? List.of() : demand.values();
      Collection<byte[]> longer = new TreeSet<>(Arrays::compareUnsigned);
      for (byte[] base : bases) {
        for (Object value : values) {
          byte[] field = new KeyCodec.Out().put(value, key.isAscending()).toByteArray();
          longer.add(KeyRange.join(base, field));
        }
      }
      bases = longer;
    }
    return bases;
  }

  /** 1 where the index's order is the one asked for, -1 where it is the reverse, 0 where it is neither. */
  private int direction(MvIndex index, int fixed) {
    List<IndexKey> rest =
        new ArrayList<>(index.getKeys().subList(fixed, index.getKeys().size()));
    if (!index.isUnique()) {
      rest.add(new IndexKey("_id", true)); // by which equal keys are ordered
    }
    int direction = 0;
    int at = 0;
    for (Map.Entry<String, Object> wish : order.entrySet()) {
      Demand demand = demands.get(wish.getKey());
      if (demand != null && demand.isOneValue()) {
        continue; // the same in every document
      }
      if (at == rest.size() || !rest.get(at).getKey().equals(wish.getKey())) {
        return 0;
      }
      boolean forwards =
          ((Number) wish.getValue()).intValue() > 0 == rest.get(at).isAscending();
      int step = forwards ? 1 : -1;
      if (direction != 0 && direction != step) {
        return 0;
      }
      direction = step;
      at++;
      if (wish.getKey().equals("_id")) {
        break; // nothing is left to order
      }
    }
    return direction == 0 ? 1 : direction;
  }
}
