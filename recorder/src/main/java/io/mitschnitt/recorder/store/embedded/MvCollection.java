package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.*;
import de.bwaldvogel.mongo.bson.*;
import de.bwaldvogel.mongo.oplog.Oplog;
import de.bwaldvogel.mongo.wire.bson.*;
import io.netty.buffer.*;
import java.util.*;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.*;
import org.h2.mvstore.*;
import org.h2.mvstore.Cursor;

final class MvCollection extends AbstractMongoCollection<Key> {
  static final int MAX_BATCH_BYTES = 12 << 20;
  final MVMap<byte[], byte[]> data;
  private final AtomicLong seq = new AtomicLong();

  MvCollection(
      MongoDatabase db,
      String name,
      CollectionOptions o,
      MVMap<byte[], byte[]> data,
      CursorRegistry r) {
    super(db, name, o, r);
    this.data = data;
    byte[] last = data.lastKey();
    if (getIdField() == null && last != null)
      seq.set(java.nio.ByteBuffer.wrap(last).getLong());
  }
  // ---- storage: values are BSON bytes, so no Document object is ever shared between threads
  static byte[] bson(Document d) {
    ByteBuf b = Unpooled.buffer(512);
    BsonEncoder.encodeDocument(d, b);
    byte[] r = new byte[b.readableBytes()];
    b.readBytes(r);
    return r;
  }

  static Document doc(byte[] b) {
    return b == null ? null : BsonDecoder.decodeBson(Unpooled.wrappedBuffer(b));
  }

  private Key keyOf(Document d) {
    return new Key(
        getIdField() == null
            ? java.nio.ByteBuffer.allocate(8).putLong(seq.incrementAndGet()).array()
            : KeyCodec.encode(Utils.getSubdocumentValue(d, getIdField())));
  }

  @Override
  protected Key addDocumentInternal(Document d) {
    Key k = keyOf(d);
    data.put(k.b, bson(d));
    return k;
  }

  @Override
  protected Document getDocument(Key k) {
    return doc(data.get(k.b));
  }

  @Override
  protected void removeDocument(Key k) {
    if (data.remove(k.b) == null) throw new NoSuchElementException("No document with key " + k);
  }

  @Override
  protected void handleUpdate(Key k, Document o, Document n) {
    data.put(k.b, bson(n));
  }

  @Override
  protected Stream<DocumentWithPosition<Key>> streamAllDocumentsWithPosition() {
    return scan(data.cursor(null))
        .map(e -> new DocumentWithPosition<>(doc(e.getValue()), new Key(e.getKey())));
  }

  @Override
  public int count() {
    return data.size();
  }

  @Override
  public boolean isEmpty() {
    return data.isEmpty();
  }

  @Override
  protected boolean tracksDataSize() {
    return false;
  }

  @Override
  protected void updateDataSize(int delta) {}

  @Override
  protected int getDataSize() {
    return 0;
  }

  private static Stream<Map.Entry<byte[], byte[]>> scan(Cursor<byte[], byte[]> c) {
    Iterator<Map.Entry<byte[], byte[]>> it = new Iterator<>() {
      public boolean hasNext() {
        return c.hasNext();
      }

      public Map.Entry<byte[], byte[]> next() {
        byte[] k = c.next();
        return new AbstractMap.SimpleImmutableEntry<>(k, c.getValue());
      }
    };
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(it, Spliterator.ORDERED), false);
  }
  // ---- one writer at a time; readers need no lock
  @Override
  public synchronized void addDocument(Document d) {
    super.addDocument(d);
  }

  @Override
  public synchronized List<Document> insertDocuments(List<Document> l, boolean ordered) {
    return super.insertDocuments(l, ordered);
  }

  @Override
  public synchronized int deleteDocuments(Document s, int limit, Oplog o) {
    return super.deleteDocuments(s, limit, o);
  }

  @Override
  public synchronized Document updateDocuments(
      Document s, Document u, ArrayFilters f, boolean multi, boolean upsert, Oplog o) {
    return super.updateDocuments(s, u, f, multi, upsert, o);
  }

  @Override
  public synchronized Document findAndModify(Document q) {
    return super.findAndModify(q);
  }

  @Override
  public synchronized void removeDocument(Document d) {
    super.removeDocument(d);
  }

  @Override
  public synchronized void addIndex(Index<Key> i) {
    super.addIndex(i);
  }

  // ---- query planner
  private static final class Con {
    List<Object> eq;
    Object lo, hi;
    boolean loInc, hiInc;
    byte[] prefix;

    boolean any() {
      return eq != null || lo != null || hi != null || prefix != null;
    }
  }

  private static final class Plan {
    MvIndex ix;
    int score;
    List<byte[][]> ranges = new ArrayList<>();
    boolean sorted, reverse;
  }

  private static void constraints(Document q, Map<String, Con> out) {
    for (Map.Entry<String, Object> e : q.entrySet()) {
      String k = e.getKey();
      Object v = e.getValue();
      if (k.equals("$and") && v instanceof Collection) {
        for (Object x : (Collection<?>) v)
          if (x instanceof Document) constraints((Document) x, out);
        continue;
      }
      if (k.startsWith("$")) continue;
      Con c = out.computeIfAbsent(k, x -> new Con());
      if (v instanceof BsonRegularExpression) {
        c.prefix = regexPrefix((BsonRegularExpression) v);
      } else if (v instanceof Document
          && !((Document) v).isEmpty()
          && ((Document) v).keySet().iterator().next().startsWith("$")) {
        Document ops = (Document) v;
        for (Map.Entry<String, Object> o : ops.entrySet()) {
          Object x = o.getValue();
          switch (o.getKey()) {
            case "$eq":
              if (!(x instanceof Collection)) c.eq = new ArrayList<>(Collections.singletonList(x));
              break;
            case "$in": {
              Collection<?> l = (Collection<?>) x;
              if (l.stream()
                      .noneMatch(y -> y instanceof BsonRegularExpression || y instanceof Collection)
                  && l.size() <= 1000
                  && c.eq == null) c.eq = new ArrayList<>(l);
              break;
            }
            case "$all": {
              Collection<?> l = (Collection<?>) x;
              if (!l.isEmpty() && c.eq == null) {
                Object f = l.iterator().next();
                if (!(f instanceof Document)
                    && !(f instanceof Collection)
                    && !(f instanceof BsonRegularExpression))
                  c.eq = new ArrayList<>(Collections.singletonList(f));
              }
              break;
            }
            case "$gt":
            case "$gte":
              if (range(x)) {
                c.lo = x;
                c.loInc = o.getKey().equals("$gte");
              }
              break;
            case "$lt":
            case "$lte":
              if (range(x)) {
                c.hi = x;
                c.hiInc = o.getKey().equals("$lte");
              }
              break;
            case "$regex":
              if (!ops.containsKey("$options"))
                c.prefix = regexPrefix(BsonRegularExpression.convertToRegularExpression(ops));
              break;
            default:
          }
        }
      } else if (!(v instanceof Collection)) c.eq = new ArrayList<>(Collections.singletonList(v));
    }
  }

  private static boolean range(Object x) {
    return x != null
        && !(x instanceof Collection)
        && !(x instanceof Document)
        && !(x instanceof MinKey)
        && !(x instanceof MaxKey);
  }

  private static byte[] regexPrefix(BsonRegularExpression r) {
    if (r.getOptions() != null && !r.getOptions().isEmpty()) return null;
    String p = r.getPattern();
    if (!p.startsWith("^") || p.indexOf('|') >= 0) return null;
    StringBuilder s = new StringBuilder();
    for (int i = 1; i < p.length(); i++) {
      char ch = p.charAt(i);
      if (ch == '\\' && i + 1 < p.length() && !Character.isLetterOrDigit(p.charAt(i + 1))) {
        s.append(p.charAt(++i));
        continue;
      }
      if ("\\^$.|?*+()[]{}".indexOf(ch) >= 0) {
        if ("?*{".indexOf(ch) >= 0 && s.length() > 0) s.setLength(s.length() - 1);
        break;
      }
      s.append(ch);
    }
    return s.length() == 0 ? null : KeyCodec.stringPrefix(s.toString());
  }

  private Plan plan(Document query, Document orderBy) {
    Map<String, Con> cons = new HashMap<>();
    constraints(query, cons);
    Plan best = null;
    for (Index<Key> i : getIndexes()) {
      if (!(i instanceof MvIndex)) continue;
      MvIndex ix = (MvIndex) i;
      List<IndexKey> ks = ix.getKeys();
      if (ix.partial != null && !implied(ix.partial, cons)) continue;
      List<KeyCodec.Out> prefixes = new ArrayList<>(List.of(new KeyCodec.Out()));
      int n = 0;
      boolean nonNull = false;
      while (n < ks.size()) {
        Con c = cons.get(ks.get(n).getKey());
        if (c == null || c.eq == null || (long) prefixes.size() * c.eq.size() > 1000) break;
        List<KeyCodec.Out> next = new ArrayList<>();
        for (KeyCodec.Out p : prefixes)
          for (Object v : c.eq) {
            KeyCodec.Out o = new KeyCodec.Out();
            o.writeBytes(p.toByteArray());
            KeyCodec.put(o, v, ks.get(n).isAscending());
            next.add(o);
            if (v != null) nonNull = true;
          }
        prefixes = next;
        n++;
      }
      Plan pl = new Plan();
      pl.ix = ix;
      Con rc = n < ks.size() ? cons.get(ks.get(n).getKey()) : null;
      boolean ranged = rc != null
          && rc.eq == null
          && rc.any()
          && !(ix.multikey && rc.lo != null && rc.hi != null && false);
      if (ix.sparse() && !nonNull && !ranged) continue;
      for (KeyCodec.Out p : prefixes) {
        byte[] base = p.toByteArray();
        byte[][] r = {base, KeyCodec.after(base)};
        if (base.length == 0) r[0] = null;
        if (ranged) bound(r, base, rc, ks.get(n).isAscending(), ix.multikey);
        boolean dup = false;
        for (byte[][] o : pl.ranges) dup |= Arrays.equals(o[0], r[0]) && Arrays.equals(o[1], r[1]);
        if (!dup) pl.ranges.add(r);
      }
      pl.score = n * 10 + (ranged ? 6 : 0) + (ix.unique && n == ks.size() ? 100 : 0);
      // sort
      if (orderBy != null && !orderBy.isEmpty() && !ix.multikey && pl.ranges.size() == 1) {
        List<String[]> rest = new ArrayList<>();
        for (int k = n; k < ks.size(); k++)
          rest.add(new String[] {ks.get(k).getKey(), ks.get(k).isAscending() ? "1" : "-1"});
        if (!ix.unique) rest.add(new String[] {"_id", "1"});
        int at = 0;
        Boolean rev = null;
        boolean ok = true;
        for (Map.Entry<String, Object> o : orderBy.entrySet()) {
          Con c = cons.get(o.getKey());
          if (c != null && c.eq != null && c.eq.size() == 1) continue;
          if (at >= rest.size() || !rest.get(at)[0].equals(o.getKey())) {
            ok = false;
            break;
          }
          boolean r = (((Number) o.getValue()).intValue() > 0) != rest.get(at)[1].equals("1");
          if (rev == null) rev = r;
          else if (rev != r) {
            ok = false;
            break;
          }
          at++;
          if (o.getKey().equals("_id")) break;
        }
        if (ok) {
          pl.sorted = true;
          pl.reverse = Boolean.TRUE.equals(rev);
          pl.score += 8;
        }
      } else if (orderBy == null || orderBy.isEmpty()) pl.sorted = true;
      if (pl.score > 0
          && !(n == 0 && !ranged && !(pl.sorted && orderBy != null && !orderBy.isEmpty()))
          && (best == null || pl.score > best.score)) best = pl;
    }
    return best;
  }

  private static boolean implied(Document partial, Map<String, Con> cons) {
    for (Map.Entry<String, Object> e : partial.entrySet()) {
      Con c = cons.get(e.getKey());
      Object v = e.getValue();
      if (v instanceof Document && ((Document) v).containsKey("$eq")) v = ((Document) v).get("$eq");
      if (c == null
          || c.eq == null
          || c.eq.size() != 1
          || v instanceof Document
          || !Arrays.equals(KeyCodec.encode(c.eq.get(0)), KeyCodec.encode(v))) return false;
    }
    return true;
  }
  /** one side only on multikey indexes: bounds on an array field may be met by different elements */
  private static void bound(byte[][] r, byte[] base, Con c, boolean asc, boolean multikey) {
    byte[] lo = null, hi = null;
    if (c.prefix != null) {
      byte[] p = c.prefix.clone();
      lo = cat(base, asc ? p : inv(p));
      hi = KeyCodec.after(lo);
    } else {
      Object any = c.lo != null ? c.lo : c.hi;
      byte type = KeyCodec.encode(any)[0];
      byte[] t = cat(base, asc ? new byte[] {type} : inv(new byte[] {type}));
      lo = t;
      hi = KeyCodec.after(t); // type bracket
      Object l = c.lo, h = c.hi;
      if (multikey && l != null && h != null) h = null;
      if (l != null) {
        byte[] e = cat(base, asc ? KeyCodec.encode(l) : inv(KeyCodec.encode(l)));
        if (asc) lo = c.loInc ? e : KeyCodec.after(e);
        else hi = c.loInc ? KeyCodec.after(e) : e;
      }
      if (h != null) {
        byte[] e = cat(base, asc ? KeyCodec.encode(h) : inv(KeyCodec.encode(h)));
        if (asc) hi = c.hiInc ? KeyCodec.after(e) : e;
        else lo = c.hiInc ? e : KeyCodec.after(e);
      }
    }
    r[0] = lo;
    r[1] = hi;
  }

  private static byte[] cat(byte[] a, byte[] b) {
    byte[] r = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, r, a.length, b.length);
    return r;
  }

  private static byte[] inv(byte[] b) {
    byte[] r = b.clone();
    for (int i = 0; i < r.length; i++) r[i] = (byte) ~r[i];
    return r;
  }

  private Iterator<Key> positions(Plan p) {
    Set<Key> seen = p.ix.multikey ? new HashSet<>() : null;
    return new Iterator<>() {
      int r = -1;
      Cursor<byte[], byte[]> c;
      byte[] end;
      Key next;

      {
        adv();
      }

      private void adv() {
        next = null;
        for (; ; ) {
          while (c == null || !c.hasNext()) {
            if (++r >= p.ranges.size()) return;
            byte[][] g = p.ranges.get(r);
            if (p.reverse) {
              c = p.ix.map.cursor(g[1] == null ? null : g[1], g[0], true);
              end = g[0];
            } else {
              c = p.ix.map.cursor(g[0], null, false);
              end = g[1];
            }
          }
          byte[] k = c.next();
          if (p.reverse) {
            byte[] hi = p.ranges.get(r)[1];
            if (hi != null && Arrays.compareUnsigned(k, hi) >= 0) continue;
            if (end != null && Arrays.compareUnsigned(k, end) < 0) {
              c = null;
              continue;
            }
          } else if (end != null && Arrays.compareUnsigned(k, end) >= 0) {
            c = null;
            continue;
          }
          Key pos = p.ix.positionOf(k, c.getValue());
          if (seen != null && !seen.add(pos)) continue;
          next = pos;
          return;
        }
      }

      public boolean hasNext() {
        return next != null;
      }

      public Key next() {
        Key k = next;
        adv();
        return k;
      }
    };
  }

  private static final class Hit {
    final Key k;
    final Document d;
    final int size;

    Hit(Key k, Document d, int size) {
      this.k = k;
      this.d = d;
      this.size = size;
    }
  }

  @Override
  protected QueryResult queryDocuments(
      Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
    final QueryMatcher m = new DefaultQueryMatcher();
    boolean natural = orderBy == null || orderBy.isEmpty() || orderBy.containsKey("$natural");
    Document ord = natural ? null : orderBy;
    boolean sorted = natural;
    Iterator<Key> keys;
    Iterator<Map.Entry<byte[], byte[]>> all = null;
    Object id = query.get("_id");
    if (getIdField() != null
        && getIdField().equals("_id")
        && id != null
        && !(id instanceof BsonRegularExpression)
        && !(id instanceof Collection)
        && !(id instanceof Document
            && !((Document) id).isEmpty()
            && ((Document) id).keySet().iterator().next().startsWith("$")))
      keys = List.of(new Key(KeyCodec.encode(id))).iterator();
    else if (getIdField() != null
        && getIdField().equals("_id")
        && id instanceof Document
        && ((Document) id).get("$in") instanceof Collection)
      keys = ((Collection<?>) ((Document) id).get("$in"))
          .stream().map(x -> new Key(KeyCodec.encode(x))).distinct().iterator();
    else {
      Plan p = getIdField() == null ? null : plan(query, ord);
      if (p != null) {
        keys = positions(p);
        sorted = p.sorted;
      } else {
        keys = null;
        all = scan(data.cursor(null)).iterator();
        if (ord != null
            && ord.size() == 1
            && ord.containsKey("_id")
            && "_id".equals(getIdField())) {
          sorted = true;
          if (((Number) ord.get("_id")).intValue() < 0)
            all = scan(data.cursor(null, null, true)).iterator();
        } else if (orderBy != null && isNaturalDescending(orderBy))
          all = scan(data.cursor(null, null, true)).iterator();
      }
    }
    final Iterator<Key> ki = keys;
    final Iterator<Map.Entry<byte[], byte[]>> ai = all;
    Iterator<Hit> hits = new Iterator<>() {
      Hit nx;

      {
        adv();
      }

      private void adv() {
        nx = null;
        while (ki != null ? ki.hasNext() : ai.hasNext()) {
          Key k;
          byte[] b;
          if (ki != null) {
            k = ki.next();
            b = data.get(k.b);
            if (b == null) continue;
          } else {
            Map.Entry<byte[], byte[]> e = ai.next();
            k = new Key(e.getKey());
            b = e.getValue();
          }
          Document d = doc(b);
          if (m.matches(d, query)) {
            nx = new Hit(k, d, b.length);
            return;
          }
        }
      }

      public boolean hasNext() {
        return nx != null;
      }

      public Hit next() {
        Hit h = nx;
        adv();
        return h;
      }
    };
    if (!sorted) {
      Comparator<Document> cmp = deriveComparator(ord);
      Comparator<Hit> hc = (a, b) -> cmp.compare(a.d, b.d);
      if (limit > 0 && (long) limit + skip < 20000) {
        int n = limit + skip;
        PriorityQueue<Hit> pq = new PriorityQueue<>(Math.min(n, 1024), hc.reversed());
        while (hits.hasNext()) {
          Hit h = hits.next();
          if (pq.size() < n) pq.add(h);
          else if (hc.compare(h, pq.peek()) < 0) {
            pq.poll();
            pq.add(h);
          }
        }
        List<Hit> l = new ArrayList<>(pq);
        l.sort(hc);
        hits = l.iterator();
      } else {
        List<Hit> l = new ArrayList<>();
        hits.forEachRemaining(l::add);
        l.sort(hc);
        hits = l.iterator();
      }
    }
    for (int i = 0; i < skip && hits.hasNext(); i++) hits.next();
    List<Document> first = new ArrayList<>();
    List<Key> rest = null;
    int n = 0;
    long bytes = 0;
    while ((limit <= 0 || n < limit) && hits.hasNext()) {
      Hit h = hits.next();
      n++;
      if (rest == null
          && batchSize > 0
          && first.size() >= 1
          && (first.size() >= batchSize || bytes + h.size > MAX_BATCH_BYTES))
        rest = new ArrayList<>();
      if (rest != null) rest.add(h.k);
      else {
        first.add(h.d);
        bytes += h.size;
      }
    }
    List<Document> out = project(first, fields);
    if (rest == null) return new QueryResult(out);
    KeyCursor kc = new KeyCursor(cursorRegistry.generateCursorId(), rest, query, fields);
    cursorRegistry.add(kc);
    return new QueryResult(out, kc);
  }

  private List<Document> project(List<Document> l, Document fields) {
    return fields == null || fields.isEmpty()
        ? l
        : matchDocumentsFromStream(new Document(), l.stream(), 0, 0, 0, null, fields)
            .collectDocuments();
  }

  private final class KeyCursor extends AbstractCursor {
    private final List<Key> keys;
    private int at;
    private final Document query, fields;
    private final QueryMatcher m = new DefaultQueryMatcher();

    KeyCursor(long id, List<Key> keys, Document query, Document fields) {
      super(id);
      this.keys = keys;
      this.query = query;
      this.fields = fields;
    }

    @Override
    public boolean isEmpty() {
      return at >= keys.size();
    }

    @Override
    public List<Document> takeDocuments(int n) {
      List<Document> l = new ArrayList<>();
      long bytes = 0;
      if (n <= 0) n = Integer.MAX_VALUE;
      while (at < keys.size() && l.size() < n) {
        byte[] b = data.get(keys.get(at).b);
        if (b != null && !l.isEmpty() && bytes + b.length > MAX_BATCH_BYTES) break;
        at++;
        if (b == null) continue;
        Document d = doc(b);
        if (!m.matches(d, query)) continue;
        l.add(d);
        bytes += b.length;
      }
      return project(l, fields);
    }
  }

  @Override
  protected QueryResult matchDocuments(
      Document q, Document o, int skip, int n, int batch, Document f) {
    return queryDocuments(q, o, skip, n, batch, f);
  }

  @Override
  public int count(Document q, int skip, int limit) {
    if (q == null || q.isEmpty()) return super.count(q, skip, limit);
    return super.count(q, skip, limit);
  }
}
