package io.mitschnitt.recorder.evidence;

import java.util.List;
import java.util.Optional;

/** The judgement on the record of a call's consent, alone or in a bundle. */
final class ConsentCheck {

  private static final String FILE = EvidenceFiles.CONSENT_RECORD;

  private final Verifier verifier;
  private final KeyChain key;

  ConsentCheck(Verifier verifier, KeyChain key) {
    this.verifier = verifier;
    this.key = key;
  }

  /** @param call whose it must be, where that is known */
  String judge(Optional<String> call) {
    Optional<String> text = verifier.note(FILE, key).map(SignedNote::text);
    if (text.isEmpty()) {
      return "a record of consent";
    }
    if (!ConsentRecord.isOne(text.get(), key.origin())) {
      verifier.fault(FILE, "is another thing that this key signed");
    }
    List<String> whose = ConsentRecord.lines(text.get(), "call");
    if (call.isPresent() && !whose.equals(List.of(call.get()))) {
      verifier.fault(FILE, "is of another call");
    }
    if (verifier.files().containsKey(EvidenceFiles.CONSENT)) {
      said(ConsentRecord.lines(text.get(), "event"));
    }
    return "the consent of call " + String.join(", ", whose) + ", outcome "
        + String.join(", ", ConsentRecord.lines(text.get(), "outcome"));
  }

  private void said(List<String> events) {
    List<String> beside =
        verifier.text(EvidenceFiles.CONSENT).orElse("").lines().toList();
    if (!events.equals(beside)) {
      verifier.fault(FILE, "says other events than " + EvidenceFiles.CONSENT);
    }
  }
}
