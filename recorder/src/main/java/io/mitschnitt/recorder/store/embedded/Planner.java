package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ways to answer a query by indexes: fields with given values first, then one range, then the order. It may
 * only ever choose too many documents, never too few.
 */
final class Planner {

  private static final int MAX_RANGES = 1000;
  private static final int WORTH_A_SIEVE = 200;
  private static final int MOST_IN_SIEVE = 300_000; // some 30 MB while the question is answered

  private final Map<String, List<Demand>> demands;
  private final Document order;

  /**
   * @param order empty where none is asked for
   */
  Planner(Document query, Document order) {
    this.demands = Demand.of(query);
    this.order = order;
  }

  /**
   * Two ways, each empty where there is none.
   *
   * @param fewest names the fewest documents
   * @param inOrder names the fewest of those that come in the order asked for: the first ones may be enough
   */
  record Ways(Optional<Plan> fewest, Optional<Plan> inOrder) {}

  Ways ways(Collection<MvIndex> indexes) {
    List<Path> paths = new ArrayList<>();
    for (MvIndex index : indexes) {
      for (int turn = 0; turn < turns(index); turn++) {
        Path path = path(index, turn);
        if (path != null) {
          paths.add(path);
        }
      }
    }
    Comparator<Path> byEntries = Comparator.comparingLong(Path::entries);
    Optional<Path> fewest =
        paths.stream().min(byEntries.thenComparing(path -> path.direction() == 0));
    Optional<Path> inOrder =
        paths.stream().filter(path -> path.direction() != 0).min(byEntries);
    return new Ways(
        fewest.map(path -> path.direction() == 0 ? sifted(path, paths) : walked(path, paths)),
        inOrder.map(path -> walked(path, paths)));
  }

  /** Along {@code first} and whatever goes the same way. */
  private Plan walked(Path first, List<Path> paths) {
    List<Path> together = new ArrayList<>(List.of(first));
    paths.stream()
        .filter(path -> path != first && path.meets(first))
        .sorted(Comparator.comparingLong(Path::entries))
        .forEach(together::add);
    return new Plan(together, order.isEmpty() || first.direction() != 0, true);
  }

  /** What {@code first} names and other short ways do too: to read their keys costs less than the documents. */
  private Plan sifted(Path first, List<Path> paths) {
    List<Path> sieve = new ArrayList<>(List.of(first));
    if (first.entries() > WORTH_A_SIEVE && first.entries() < MOST_IN_SIEVE) {
      paths.stream()
          .filter(path -> path != first && path.narrows())
          .filter(path -> path.entries() < first.entries() * Effort.KEYS_PER_DOCUMENT / 2)
          .sorted(Comparator.comparingLong(Path::entries))
          .forEach(sieve::add);
    }
    return new Plan(sieve, order.isEmpty(), false);
  }

  /** How often an index is looked at, so that each of several demands of one field has its turn. */
  private int turns(MvIndex index) {
    return index.getKeys().stream()
        .mapToInt(key -> demands.getOrDefault(key.getKey(), List.of()).size())
        .reduce(1, Math::max);
  }

  private @Nullable Demand demand(IndexKey key, int turn) {
    List<Demand> all = demands.get(key.getKey());
    return all == null ? null : all.get(Math.min(turn, all.size() - 1));
  }

  private @Nullable Path path(MvIndex index, int turn) {
    List<IndexKey> keys = index.getKeys();
    int fixed = fixedFields(keys, turn);
    Demand next = fixed < keys.size() ? demand(keys.get(fixed), turn) : null;
    Demand range = next != null && next.isRange() ? next : null;
    if (!holds(index, keys.subList(0, fixed), range, turn)) {
      return null;
    }
    boolean ascending = fixed < keys.size() && keys.get(fixed).isAscending();
    List<KeyRange> ranges = new ArrayList<>();
    for (byte[] base : bases(keys.subList(0, fixed), turn)) {
      ranges.add(
          range == null
              ? KeyRange.beginningWith(base)
              : KeyRange.within(base, range, ascending, index.isArray(fixed)));
    }
    int direction = direction(index, fixed, ranges.size(), turn);
    if (fixed == 0 && range == null && (order.isEmpty() || direction == 0)) {
      return null;
    }
    long entries = ranges.stream().mapToLong(index::entriesIn).sum();
    return new Path(index, ranges, keys.subList(fixed, keys.size()), direction, entries);
  }

  /** How many of the first fields have given values, as long as they make few enough ranges. */
  private int fixedFields(List<IndexKey> keys, int turn) {
    long ranges = 1;
    int fields = 0;
    for (IndexKey key : keys) {
      Demand demand = demand(key, turn);
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
  private boolean holds(MvIndex index, List<IndexKey> fixed, @Nullable Demand range, int turn) {
    boolean wanted = index.partial().map(this::isImplied).orElse(true);
    return wanted
        && (!index.sparse()
            || range != null
            || fixed.stream().anyMatch(key -> demandsPresence(key, turn)));
  }

  private boolean demandsPresence(IndexKey key, int turn) {
    Demand demand = demand(key, turn);
    List<@Nullable Object> values = demand == null ? null : demand.values();
    return values != null && values.stream().noneMatch(value -> value == null);
  }

  private boolean isImplied(Document partial) {
    return partial.entrySet().stream().allMatch(condition -> {
      Object value = condition.getValue();
      Object wanted = value instanceof Document operator && operator.containsKey("$eq")
          ? operator.get("$eq")
          : value;
      return !(wanted instanceof Document)
          && demands.getOrDefault(condition.getKey(), List.of()).stream()
              .anyMatch(demand -> isExactly(demand, wanted));
    });
  }

  private static boolean isExactly(Demand demand, @Nullable Object wanted) {
    List<@Nullable Object> values = demand.values();
    return values != null
        && values.size() == 1
        && Arrays.equals(KeyCodec.encode(values.get(0)), KeyCodec.encode(wanted));
  }

  /** The beginnings of keys that the given values make, each once. */
  private Collection<byte[]> bases(List<IndexKey> fixed, int turn) {
    Collection<byte[]> bases = List.of(new byte[0]);
    for (IndexKey key : fixed) {
      Demand demand = demand(key, turn);
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

  /** 1 where the keys come in the order asked for, -1 where they do backwards, 0 where neither. */
  private int direction(MvIndex index, int fixed, int ranges, int turn) {
    int fields = index.getKeys().size();
    for (int field = fixed; field < fields; field++) {
      if (index.isArray(field)) {
        return 0; // a document has several places
      }
    }
    int direction = order.isEmpty() ? 1 : ordered(index, fixed, turn);
    boolean one = ranges == 1 && (direction == 1 || !index.multikey());
    return one || (direction == 1 && !index.isUnique()) ? direction : 0;
  }

  private int ordered(MvIndex index, int fixed, int turn) {
    List<IndexKey> rest =
        new ArrayList<>(index.getKeys().subList(fixed, index.getKeys().size()));
    if (!index.isUnique()) {
      rest.add(new IndexKey("_id", true)); // by which equal keys are ordered
    }
    int direction = 0;
    int at = 0;
    for (Map.Entry<String, Object> wish : order.entrySet()) {
      if (isTheSame(index, fixed, wish.getKey(), turn)) {
        continue;
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

  /** Whether the index shows that every document has the same value there. */
  private boolean isTheSame(MvIndex index, int fixed, String field, int turn) {
    for (int i = 0; i < fixed; i++) {
      IndexKey key = index.getKeys().get(i);
      if (key.getKey().equals(field) && !index.isArray(i)) {
        Demand demand = demand(key, turn);
        return demand != null && demand.isOneValue();
      }
    }
    return false;
  }
}
