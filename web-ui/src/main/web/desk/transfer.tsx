import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../parts/icons.tsx";
import { dialable } from "../parts/names.ts";
import { Notice } from "../parts/pieces.tsx";
import { useTransferWords } from "../words/transfer.ts";
import { useWords, type Words } from "../words/words.ts";
import { failure } from "./failure.ts";
import type { Consultation, Handing } from "./handing.ts";
import type { Phone } from "./phone.ts";

/** Hands the customer over: to whom, and whether they are asked first. */
export function TransferPanel({ phone, handing }: { phone: Phone; handing: Handing | null }) {
  const all = useWords();
  const words = useTransferWords();
  const [to, setTo] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const target = dialable(to);
  const under = handing !== null && handing.stage !== "failed";
  return (
    <form
      class="transfer"
      data-role="transfer"
      aria-label={words.title}
      onSubmit={(event) => {
        event.preventDefault();
        if (target && !under) phone.handOver(target);
      }}
    >
      <label class="field">
        <span>{words.to}</span>
        <input
          ref={field}
          name="transfer-to"
          autocomplete="off"
          value={to}
          onInput={(event) => setTo(event.currentTarget.value)}
        />
      </label>
      <div class="buttons">
        <button type="submit" class="button" data-action="hand-over" disabled={!target || under}>
          <Icon name="outbound" size={18} /> {words.now}
        </button>
        <button
          type="button"
          class="button quiet"
          data-action="consult"
          disabled={!target || under}
          onClick={() => void phone.consult(target)}
        >
          <Icon name="phone" size={18} /> {words.ask}
        </button>
      </div>
      <p class="hint" role="status" data-handing={handing?.stage ?? ""}>
        {handing && under
          ? handing.stage === "ringing"
            ? words.rings(handing.who)
            : words.asked(handing.who)
          : ""}
      </p>
      {handing?.stage === "failed" && (
        <Notice tone="bad">
          {words.failed(handing.who)} {why(handing.code, all)}
        </Notice>
      )}
    </form>
  );
}

function why(code: number, words: Words): string {
  return failure({ code, phrase: "", cause: "" }, words)?.text ?? "";
}

/** The second call, while the customer hears music. */
export function ConsultationPanel({
  phone,
  consultation,
  handing,
}: {
  phone: Phone;
  consultation: Consultation;
  handing: Handing | null;
}) {
  const all = useWords();
  const words = useTransferWords();
  const talking = consultation.stage === "talking";
  const failed = consultation.stage === "failed" || handing?.stage === "failed";
  return (
    <section
      class="transfer"
      data-role="consultation"
      data-stage={consultation.stage}
      aria-label={words.asking}
    >
      <p role="status">{words.stages[consultation.stage](consultation.who)}</p>
      {failed && (
        <Notice tone="bad">
          {words.failed(consultation.who)} {why(handing?.code || consultation.code, all)}
        </Notice>
      )}
      <div class="buttons">
        <button
          type="button"
          class="button"
          data-action="connect"
          disabled={!talking}
          onClick={() => phone.connect()}
        >
          <Icon name="check" size={18} /> {words.connect}
        </button>
        <button
          type="button"
          class="button quiet"
          data-action="back"
          onClick={() => phone.cancelConsultation()}
        >
          <Icon name="back" size={18} /> {words.back}
        </button>
      </div>
    </section>
  );
}
