package io.mitschnitt.recorder.store;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Keeping;
import io.mitschnitt.recorder.contract.Ledger.Reason;
import io.mitschnitt.recorder.contract.Ledger.State;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.NotRecorded;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import io.mitschnitt.recorder.ledger.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;

/** An entry of the book as a document of collection {@code calls}. Times are kept to the millisecond. */
final class EntryCodec {

  private EntryCodec() {}

  static Document write(Entry entry) {
    CallFacts facts = entry.facts();
    Document out = new Document("_id", facts.id().value())
        .append("rev", entry.revision())
        .append("direction", facts.direction().name())
        .append("customer", party(facts.customer()))
        .append("shown", Words.fold(facts.customer().shown()))
        .append(NumberParts.FIELD, NumberParts.of(Words.fold(facts.customer().shown())))
        .append("agent", facts.agent())
        .append("trunk", facts.trunk())
        .append("dialled", facts.dialled())
        .append("startedAt", Fields.date(facts.startedAt()))
        .append("answeredAt", Fields.date(facts.answeredAt()))
        .append("decision", decision(entry.decision()))
        .append("agents", entry.agents().stream().map(EntryCodec::taken).toList())
        .append("consent", entry.consent().stream().map(EntryCodec::consent).toList())
        .append("terms", entry.erased() ? List.of() : List.copyOf(Words.of(entry)))
        .append("node", entry.node())
        .append("state", entry.state().name());
    if (!facts.signalling().isEmpty()) {
      out.append("signalling", new Document(Map.<String, Object>copyOf(facts.signalling())));
    }
    entry.reason().ifPresent(why -> out.append("reason", reason(why)));
    entry.endedAt().ifPresent(at -> out.append("endedAt", Fields.date(at)));
    entry.ending().ifPresent(how -> out.append("ending", ending(how)));
    entry.take().ifPresent(take -> out.append("recording", TakeCodec.write(take)));
    return out;
  }

  static Entry read(Document in) {
    return new Entry(
        facts(in),
        decision(Fields.sub(in, "decision")),
        Fields.subs(in, "agents")
            .map(d -> new Entry.Taken(d.getString("agent"), Fields.instant(d, "at")))
            .toList(),
        Fields.subs(in, "consent").map(EntryCodec::consent).toList(),
        State.valueOf(in.getString("state")),
        Fields.maybe(in, "reason")
            .map(d -> new Reason(NotRecorded.valueOf(d.getString("why")), d.getString("detail"))),
        Fields.maybeInstant(in, "endedAt"),
        Fields.maybe(in, "ending").map(EntryCodec::ending),
        Fields.maybe(in, "recording").map(TakeCodec::read),
        Optional.ofNullable(in.getString("node")).orElse(""),
        in.getLong("rev"));
  }

  private static CallFacts facts(Document in) {
    return new CallFacts(
        new CallId(in.getString("_id")),
        Direction.valueOf(in.getString("direction")),
        party(Fields.sub(in, "customer")),
        in.getString("agent"),
        in.getString("trunk"),
        in.getString("dialled"),
        Fields.instant(in, "startedAt"),
        Fields.instant(in, "answeredAt"),
        Fields.maybe(in, "signalling").map(EntryCodec::signalling).orElse(Map.of()));
  }

  private static Map<String, String> signalling(Document in) {
    return in.keySet().stream().collect(Collectors.toMap(Function.identity(), in::getString));
  }

  private static Document party(Party party) {
    Document out = new Document("address", party.address()).append("name", party.name());
    party.number().ifPresent(number -> out.append("number", number.e164()));
    return out;
  }

  private static Party party(Document in) {
    return new Party(
        Optional.ofNullable(in.getString("number")).map(PhoneNumber::new),
        in.getString("address"),
        in.getString("name"));
  }

  private static Document decision(Decision decision) {
    return new Document("mode", decision.mode().name())
        .append("language", decision.language())
        .append("prompt", decision.prompt())
        .append("profile", decision.profile())
        .append("retentionDays", decision.retentionDays())
        .append("reasons", decision.reasons())
        .append(
            "basis",
            new Document("policy", decision.basis().policyVersion())
                .append("table", decision.basis().tableVersion())
                .append("rule", decision.basis().rule()))
        .append("keeping", RecordDocs.write(decision.keeping()));
  }

  private static Decision decision(Document in) {
    return new Decision(
        Mode.valueOf(in.getString("mode")),
        in.getString("language"),
        in.getString("prompt"),
        in.getString("profile"),
        in.getInteger("retentionDays"),
        in.getList("reasons", String.class),
        Fields.maybe(in, "basis").map(EntryCodec::basis).orElse(Decision.Basis.UNNAMED),
        Fields.maybe(in, "keeping")
            .map(d -> RecordDocs.read(Keeping.class, d))
            .orElseGet(() -> Keeping.days(in.getInteger("retentionDays"))));
  }

  private static Decision.Basis basis(Document in) {
    return new Decision.Basis(in.getString("policy"), in.getString("table"), in.getString("rule"));
  }

  private static Document taken(Entry.Taken taken) {
    return new Document("agent", taken.agent()).append("at", Fields.date(taken.at()));
  }

  private static Document consent(ConsentEvent event) {
    return new Document("at", Fields.date(event.at()))
        .append("kind", event.kind().name())
        .append("detail", event.detail());
  }

  private static ConsentEvent consent(Document in) {
    ConsentEvent.Kind kind = ConsentEvent.Kind.valueOf(in.getString("kind"));
    return new ConsentEvent(Fields.instant(in, "at"), kind, in.getString("detail"));
  }

  private static Document reason(Reason reason) {
    return new Document("why", reason.why().name()).append("detail", reason.detail());
  }

  private static Document ending(Ending ending) {
    return new Document("whose", ending.whose().name())
        .append("why", ending.why())
        .append("cause", ending.cause());
  }

  private static Ending ending(Document in) {
    Ending.Whose whose = Ending.Whose.valueOf(in.getString("whose"));
    return new Ending(whose, in.getString("why"), in.getInteger("cause"));
  }
}
