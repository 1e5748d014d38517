package io.mitschnitt.webui.compliance;

import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Imports;
import io.mitschnitt.recorder.contract.Imports.Foreign;
import io.mitschnitt.recorder.contract.Keeping;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.webui.api.AddressWords;
import io.mitschnitt.webui.api.AddressWords.NotUnderstood;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.Given.Wrong;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code POST /imports?…}: a recording that was made elsewhere. The body is the file as it is; what is known of it stands
 * in the address.
 */
public final class ImportRecording implements Handler<Visit> {

  private static final Set<String> KNOWN = Set.of(
      "direction", "number", "name", "agent", "started", "keep", "zone", "left", "file", "reason");

  private final Supplier<Imports> imports;

  public ImportRecording(Supplier<Imports> imports) {
    this.imports = imports;
  }

  @Override
  public void handle(Visit visit) {
    HttpServerRequest request = visit.http().request();
    try {
      Listener by = new Listener(visit.user(), visit.roleAmong(Role.KEEP));
      imports
          .get()
          .bring(read(request.params(), by), request)
          .map(RecordingId::value)
          .onSuccess(id -> visit.created(new JsonObject().put("id", id)))
          .onFailure(cause -> Given.fail(visit, cause))
          .onComplete(done -> drain(request));
    } catch (NotUnderstood e) {
      Problem.badRequest(e.detail()).answer(visit.http());
      drain(request);
    } catch (Wrong e) {
      Problem.badRequest(String.valueOf(e.getMessage())).answer(visit.http());
      drain(request);
    }
  }

  /** What is not wanted is read away, so that the sender gets to read the answer. */
  private static void drain(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.handler(piece -> {}).resume();
    }
  }

  /** Understands the words of an import. */
  public static Foreign read(MultiMap given, Listener by) throws NotUnderstood {
    AddressWords words = new AddressWords(given, KNOWN);
    Instant started =
        words.time("started", false).orElseThrow(() -> new Wrong("started: when it was recorded"));
    String reason = words
        .text("reason")
        .filter(text -> text.length() >= 3)
        .orElseThrow(() -> new Wrong("reason: 3 characters at least, why it is brought here"));
    return new Foreign(
        words.choice("direction", Direction.class).orElse(Direction.INBOUND),
        party(words.text("number"), words.text("name").orElse("")),
        words.text("agent").orElse(""),
        started,
        keeping(words.text("keep"), words.text("zone")),
        isAgent(words.text("left")),
        words.text("file").orElse(""),
        reason,
        by);
  }

  private static Party party(Optional<String> number, String name) {
    String plain = number.orElse("").replaceAll("[\\s()/-]", "");
    Optional<PhoneNumber> e164 = plain.matches("\\+[1-9][0-9]{1,14}")
        ? Optional.of(new PhoneNumber(plain))
        : Optional.empty();
    return new Party(e164, plain, name);
  }

  private static Keeping keeping(Optional<String> keep, Optional<String> zone) {
    String rules = keep.orElseThrow(
        () -> new Wrong("keep: by which rules of GET /retention/rules, or drafts such as ..90d"));
    return Terms.keeping(List.of(rules.split(",")), zone.orElse("UTC"));
  }

  private static boolean isAgent(Optional<String> left) {
    String who = left.orElse("customer");
    if (!who.equals("customer") && !who.equals("agent")) {
      throw new Wrong("left is customer or agent: who is heard in the file's left channel");
    }
    return who.equals("agent");
  }
}
