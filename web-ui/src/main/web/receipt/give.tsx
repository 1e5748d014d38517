import { useState } from "preact/hooks";
import { Once } from "../admin/once.tsx";
import { Notice } from "../parts/pieces.tsx";
import { explain, useSession } from "../parts/session.ts";
import { useReceiptWords } from "../words/receipt.ts";
import { useWords } from "../words/words.ts";
import { giveReceipt } from "./api.ts";

/** Gives the caller of a recording a code for it, once. */
export function GiveReceipt({ recording }: { recording: string }) {
  const words = useReceiptWords();
  const common = useWords();
  const { api } = useSession();
  const [code, setCode] = useState("");
  const [error, setError] = useState<unknown>(null);
  const give = () => {
    setError(null);
    giveReceipt(api, recording).then((given) => setCode(given.code), setError);
  };
  return (
    <section class="card" aria-labelledby="receipt-title">
      <h2 id="receipt-title">{words.title}</h2>
      <p class="muted">{words.giveHint}</p>
      {code ? (
        <Once text={words.once} secret={code} onClose={() => setCode("")} />
      ) : (
        <button type="button" class="button" data-action="give-receipt" onClick={give}>
          {words.give}
        </button>
      )}
      {error !== null && <Notice tone="bad">{explain(error, common, true)}</Notice>}
    </section>
  );
}
