package io.mitschnitt.recorder.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.mitschnitt.recorder.contract.Marks;
import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What people put on recordings, kept with the call's row so that one index finds both: the sub-document {@code marks} of
 * collection {@code calls}, and its words among the row's {@code terms}. The book's own changes carry it along.
 */
public final class MarkRows {

  private static final int MAX_TRIES = 100;
  private static final int MOST_WORDS = 300;

  private final Vertx vertx;
  private final MongoCollection<Document> calls;

  MarkRows(Vertx vertx, MongoCollection<Document> calls) {
    this.vertx = vertx;
    this.calls = calls;
  }

  /**
   * Marks and the words of the notes by which the recording is found beside its tags.
   *
   * @param words of comments and notes, folded
   */
  public record Marked(Marks marks, List<String> words) {
    static final Marked NOTHING = new Marked(Marks.NONE, List.of());

    public Marked {
      words = List.copyOf(words);
    }

    public Marked tags(List<String> tags) {
      return new Marked(new Marks(tags, marks.score(), marks.comments()), words);
    }

    public Marked score(OptionalDouble score) {
      return new Marked(new Marks(marks.tags(), score, marks.comments()), words);
    }

    /** One comment more, or none of them and a note more. */
    public Marked noted(String text, int comments) {
      TreeSet<String> all = new TreeSet<>(words);
      all.addAll(Words.in(text));
      List<String> kept = all.stream().limit(MOST_WORDS).toList();
      return new Marked(new Marks(marks.tags(), marks.score(), marks.comments() + comments), kept);
    }

    /** Nothing that was said of a recording that is gone; how it was tagged and judged stays. */
    public Marked wordless() {
      return new Marked(new Marks(marks.tags(), marks.score(), 0), List.of());
    }
  }

  /** The marks of those of {@code recordings} that have some. */
  public Future<Map<RecordingId, Marks>> of(Collection<RecordingId> recordings) {
    if (recordings.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    List<String> ids = recordings.stream().map(RecordingId::value).toList();
    return Rs.list(
            context(), calls.find(Filters.in("recording.id", ids)).limit(ids.size()), ids.size())
        .map(found -> {
          Map<RecordingId, Marks> all = new LinkedHashMap<>();
          found.stream()
              .filter(row -> row.containsKey("marks"))
              .forEach(row -> all.put(
                  new RecordingId(Fields.sub(row, "recording").getString("id")),
                  read(row).marks()));
          return all;
        });
  }

  /** Changes a recording's marks; fails with {@link NoSuchElementException} where there is no such recording. */
  public Future<Marks> change(RecordingId recording, UnaryOperator<Marked> change) {
    return change(context(), recording, change, MAX_TRIES);
  }

  private Future<Marks> change(
      Context context, RecordingId recording, UnaryOperator<Marked> change, int tries) {
    Bson which = Filters.eq("recording.id", recording.value());
    return Rs.first(context, calls.find(which).limit(1)).compose(found -> {
      Document row = found.orElseThrow(() -> new NoSuchElementException("no such recording"));
      Marked next = change.apply(read(row));
      long rev = Fields.number(row, "rev");
      Bson same = Filters.and(Filters.eq("_id", row.getString("_id")), Filters.eq("rev", rev));
      Document marks = write(next);
      Bson update = Updates.combine(
          Updates.set("rev", rev + 1),
          Updates.set("marks", marks),
          Updates.set("terms", terms(Words.of(EntryCodec.read(row)), marks)));
      return Rs.first(context, calls.updateOne(same, update)).compose(result -> {
        if (result.isPresent() && result.get().getMatchedCount() == 1) {
          return Future.succeededFuture(next.marks());
        }
        return tries > 0
            ? change(context, recording, change, tries - 1)
            : Future.failedFuture("a call is being changed too often");
      });
    });
  }

  /** Has {@code next}, a row as the book writes it, keep the marks of {@code now}. */
  static Document carry(Document now, Document next) {
    Fields.maybe(now, "marks")
        .ifPresent(marks -> next.append("marks", marks)
            .append("terms", terms(next.getList("terms", String.class), marks)));
    return next;
  }

  private static List<String> terms(Collection<String> words, Document marks) {
    TreeSet<String> all = new TreeSet<>(words);
    marks.getList("tags", String.class).forEach(tag -> all.addAll(Words.in(tag)));
    all.addAll(marks.getList("words", String.class));
    return List.copyOf(all);
  }

  private static Document write(Marked marked) {
    Marks marks = marked.marks();
    Document out = new Document("tags", marks.tags())
        .append("comments", marks.comments())
        .append("words", marked.words());
    if (marks.score().isPresent()) {
      out.append("scored", true).append("score", marks.score().getAsDouble());
    }
    return out;
  }

  private static Marked read(Document row) {
    return Fields.maybe(row, "marks")
        .map(in -> new Marked(
            new Marks(
                new ArrayList<>(in.getList("tags", String.class)),
                in.containsKey("score")
                    ? OptionalDouble.of(in.getDouble("score"))
                    : OptionalDouble.empty(),
                in.getInteger("comments", 0)),
            in.getList("words", String.class)))
        .orElse(Marked.NOTHING);
  }

  private Context context() {
    return vertx.getOrCreateContext();
  }
}
