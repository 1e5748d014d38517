import { useState } from "preact/hooks";
import { reviews } from "../api/reviews.ts";
import type { Recording } from "../api/types.ts";
import { Icon } from "../parts/icons.tsx";
import { explain, useSession } from "../parts/session.ts";
import { useReviewWords } from "../words/review.ts";
import { useWords } from "../words/words.ts";
import { csv } from "./csv.ts";

/** What can be done with several recordings at once. */
export function Bulk({ items, onDone }: { items: Recording[]; onDone: () => void }) {
  const words = useReviewWords();
  const common = useWords();
  const { api } = useSession();
  const [tag, setTag] = useState("");
  const [said, setSaid] = useState("");
  const retag = (add: string[], remove: string[]) =>
    reviews(api)
      .retag(
        items.map(({ id }) => id),
        add,
        remove,
      )
      .then(
        ({ changed }) => {
          setSaid(words.tagged(changed));
          setTag("");
          onDone();
        },
        (problem) => setSaid(explain(problem, common, true)),
      );
  const save = () => {
    const address = URL.createObjectURL(new Blob([csv(items)], { type: "text/csv;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = "recordings.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };
  return (
    <section class="bulk card" aria-label={words.selected(items.length)}>
      <strong role="status">{words.selected(items.length)}</strong>
      <form
        class="buttons"
        onSubmit={(event) => {
          event.preventDefault();
          if (tag.trim()) void retag([tag], []);
        }}
      >
        <input
          aria-label={words.tag}
          placeholder={words.tag}
          maxLength={40}
          value={tag}
          onInput={(event) => setTag(event.currentTarget.value)}
        />
        <button type="submit" class="button small" disabled={!tag.trim()}>
          {words.tagSelected}
        </button>
        <button
          type="button"
          class="button small quiet"
          disabled={!tag.trim()}
          onClick={() => void retag([], [tag.trim().toLowerCase()])}
        >
          {words.untagSelected}
        </button>
      </form>
      <button type="button" class="button small" onClick={save}>
        <Icon name="download" size={16} /> {words.exportSelected}
      </button>
      <span role="status" class="muted">
        {said}
      </span>
    </section>
  );
}
