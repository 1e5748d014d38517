import { useState } from "preact/hooks";
import { reviews } from "../api/reviews.ts";
import { Icon } from "../parts/icons.tsx";
import { explain, useSession } from "../parts/session.ts";
import { useReviewWords } from "../words/review.ts";
import { useWords } from "../words/words.ts";

/** The tags of a recording as chips; those who may change them add and remove. */
export function Tags(props: { recording: string; tags: string[]; may: boolean }) {
  const words = useReviewWords();
  const common = useWords();
  const { api } = useSession();
  const [tags, setTags] = useState(props.tags);
  const [draft, setDraft] = useState("");
  const [error, setError] = useState("");

  const put = (next: string[]) =>
    reviews(api)
      .tag(props.recording, next)
      .then(
        (marks) => {
          setTags(marks.tags);
          setDraft("");
          setError("");
        },
        (problem) => setError(explain(problem, common, true)),
      );

  if (!props.may && tags.length === 0) return null;
  return (
    <section class="tags" aria-label={words.tags}>
      <ul>
        {tags.map((tag) => (
          <li key={tag} class="chip tag">
            {tag}
            {props.may && (
              <button
                type="button"
                class="quiet"
                aria-label={words.removeTag(tag)}
                onClick={() => void put(tags.filter((one) => one !== tag))}
              >
                <Icon name="close" size={14} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {props.may && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (draft.trim()) void put([...tags, draft]);
          }}
        >
          <input
            name="tag"
            aria-label={words.addTag}
            placeholder={words.addTag}
            maxLength={40}
            value={draft}
            onInput={(event) => setDraft(event.currentTarget.value)}
          />
        </form>
      )}
      {error && (
        <p class="hint warn" role="alert">
          {error}
        </p>
      )}
    </section>
  );
}
