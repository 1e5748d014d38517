import { useState } from "preact/hooks";
import { Notice } from "../parts/pieces.tsx";
import { useAdminWords } from "../words/admin.ts";

/** A secret that is shown once, with a button to copy it. */
export function Once(props: { text: string; secret: string; onClose: () => void }) {
  const words = useAdminWords();
  const [copied, setCopied] = useState(false);
  return (
    <Notice tone="good" title={props.text} onClose={props.onClose}>
      <code class="breakable" data-role="secret">
        {props.secret}
      </code>
      {"clipboard" in navigator && (
        <button
          type="button"
          class="button small"
          onClick={() =>
            navigator.clipboard.writeText(props.secret).then(
              () => setCopied(true),
              () => {},
            )
          }
        >
          {copied ? words.copied : words.copy}
        </button>
      )}
    </Notice>
  );
}
