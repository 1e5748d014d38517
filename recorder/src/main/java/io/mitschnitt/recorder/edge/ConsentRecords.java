package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Ledger.State;
import io.mitschnitt.recorder.contract.PhoneNumber;
import io.mitschnitt.recorder.evidence.ConsentRecord;
import io.mitschnitt.recorder.evidence.RightEdge;
import io.mitschnitt.recorder.ledger.Entry;
import java.time.Instant;

/** Records of consent, made from the book's rows. */
final class ConsentRecords {

  private ConsentRecords() {}

  static ConsentRecord of(Entry entry, String origin, RightEdge log, Instant now) {
    var decision = entry.decision();
    return new ConsentRecord(
        origin,
        entry.call().value(),
        ConsentRecord.word(entry.facts().direction()),
        entry.facts().customer().number().map(PhoneNumber::e164).orElse(""),
        entry.facts().answeredAt(),
        new ConsentRecord.Decided(
            ConsentRecord.word(decision.mode()),
            decision.profile(),
            decision.language(),
            decision.prompt(),
            decision.basis().policyVersion(),
            decision.basis().tableVersion(),
            decision.basis().rule()),
        entry.consent().stream().map(Notes::consentLine).toList(),
        entry.consent().stream().map(event -> ConsentRecord.word(event.kind())).toList(),
        ConsentRecord.recorded(
            entry.state() == State.RECORDED,
            entry.reason().map(reason -> ConsentRecord.word(reason.why()))),
        log,
        now);
  }
}
