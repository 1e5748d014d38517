import { useCallback, useEffect, useState } from "preact/hooks";
import { type Comment, reviews } from "../api/reviews.ts";
import { Icon } from "../parts/icons.tsx";
import { explain, useSession } from "../parts/session.ts";
import { fineClock, moment } from "../parts/time.ts";
import { useReviewWords } from "../words/review.ts";
import { useLanguage, useWords } from "../words/words.ts";
import type { Control } from "./player.tsx";

interface Props {
  recording: string;
  may: boolean;
  control: () => Control | null;
  onLoaded: (comments: Comment[]) => void;
}

/** What people said of a recording, threads in the order of the sound, and a field to say more. */
export function Comments({ recording, may, control, onLoaded }: Props) {
  const words = useReviewWords();
  const common = useWords();
  const language = useLanguage();
  const { api } = useSession();
  const [all, setAll] = useState<Comment[] | null>(null);
  const [text, setText] = useState("");
  const [anchored, setAnchored] = useState(true);
  const [answering, setAnswering] = useState<Comment | null>(null);
  const [error, setError] = useState("");

  const load = useCallback(() => {
    reviews(api)
      .comments(recording)
      .then(
        ({ items }) => {
          setAll(items);
          onLoaded(items);
        },
        (problem) => setError(explain(problem, common)),
      );
  }, [api, recording, common, onLoaded]);
  useEffect(load, [load]);

  const send = () => {
    const player = control();
    const at = answering
      ? answering.atMillis
      : anchored && player
        ? Math.round(player.position() * 1000)
        : null;
    reviews(api)
      .comment(recording, text, at, answering?.id ?? null)
      .then(
        () => {
          setText("");
          setAnswering(null);
          setError("");
          load();
        },
        (problem) => setError(explain(problem, common, true)),
      );
  };

  const roots = (all ?? [])
    .filter((one) => one.replyTo === null)
    .sort((a, b) => (a.atMillis ?? -1) - (b.atMillis ?? -1));
  const one = (comment: Comment) => (
    <li key={comment.id} class="comment">
      <div class="comment-head">
        <strong>{comment.author}</strong>
        <time class="muted small" dateTime={comment.at}>
          {moment(comment.at, language)}
        </time>
        {comment.atMillis !== null && comment.replyTo === null && (
          <button
            type="button"
            class="button small quiet"
            aria-label={words.jump(fineClock(comment.atMillis))}
            onClick={() => control()?.seek((comment.atMillis ?? 0) / 1000)}
          >
            {fineClock(comment.atMillis)}
          </button>
        )}
      </div>
      <p class="comment-text">{comment.text}</p>
      {may && comment.replyTo === null && (
        <button type="button" class="button small quiet" onClick={() => setAnswering(comment)}>
          {words.answer}
        </button>
      )}
      {comment.replyTo === null && (
        <ul>{(all ?? []).filter((reply) => reply.replyTo === comment.id).map(one)}</ul>
      )}
    </li>
  );

  return (
    <section class="card comments" aria-label={words.comments}>
      <h2>{words.comments}</h2>
      {all && all.length === 0 && <p class="muted">{words.noComments}</p>}
      <ul class="threads">{roots.map(one)}</ul>
      {may && (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim()) send();
          }}
        >
          {answering && (
            <p class="hint">
              {words.answering(answering.author)}
              <button type="button" class="button small quiet" onClick={() => setAnswering(null)}>
                {words.cancel}
              </button>
            </p>
          )}
          <label class="field">
            <span class="hidden">{words.comment}</span>
            <textarea
              name="comment"
              rows={3}
              maxLength={2000}
              placeholder={words.commentHint}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          </label>
          <div class="buttons">
            {!answering && (
              <label class="check">
                <input
                  type="checkbox"
                  checked={anchored}
                  onChange={(event) => setAnchored(event.currentTarget.checked)}
                />
                {words.anchor}
              </label>
            )}
            <span class="spacer" />
            <button type="submit" class="button primary small" disabled={!text.trim()}>
              {words.send}
            </button>
          </div>
        </form>
      )}
      {error && (
        <p class="hint warn" role="alert">
          <Icon name="warning" size={16} /> {error}
        </p>
      )}
    </section>
  );
}
