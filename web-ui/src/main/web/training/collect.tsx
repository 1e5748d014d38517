import { useEffect, useState } from "preact/hooks";
import { type CourseHead, freshKey, training, wishOf } from "../api/training.ts";
import { explain, useSession } from "../parts/session.ts";
import { fineClock } from "../parts/time.ts";
import type { Control } from "../review/player.tsx";
import { useTrainingWords } from "../words/training.ts";
import { useWords } from "../words/words.ts";

/** For trainers beside the player: the looped span, or the whole call, into a collection. */
export function Collect(props: { recording: string; title: string; control: () => Control | null }) {
  const words = useTrainingWords();
  const common = useWords();
  const { api } = useSession();
  const [courses, setCourses] = useState<CourseHead[]>([]);
  const [course, setCourse] = useState("");
  const [title, setTitle] = useState("");
  const [said, setSaid] = useState("");
  useEffect(() => {
    training(api)
      .courses()
      .then(
        ({ items }) => setCourses(items),
        () => {},
      );
  }, [api]);
  const add = async () => {
    const span = props.control()?.span() ?? null;
    try {
      const now = await training(api).course(course || (courses[0]?.id ?? ""));
      const wish = wishOf(now);
      wish.items.push({
        key: freshKey(wish.items),
        title: title || props.title,
        note: "",
        recording: props.recording,
        fromMillis: span ? Math.round(span.from * 1000) : 0,
        toMillis: span ? Math.round(span.to * 1000) : null,
        quiz: [],
      });
      await training(api).change(now.id, wish);
      const what = span ? words.ofSpan(fineClock(span.from * 1000), fineClock(span.to * 1000)) : words.whole;
      setSaid(`${words.added(now.name)} ${what}.`);
      setTitle("");
    } catch (problem) {
      setSaid(explain(problem, common, true));
    }
  };
  if (courses.length === 0) return null;
  return (
    <section class="card">
      <h2>{words.addTo}</h2>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <select
          aria-label={words.addTo}
          value={course}
          onChange={(event) => setCourse(event.currentTarget.value)}
        >
          {courses.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <input
          aria-label={words.clipTitle}
          placeholder={words.clipTitle}
          maxLength={200}
          value={title}
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {words.addTo}
        </button>
        <p class="muted small" role="status">
          {said}
        </p>
      </form>
    </section>
  );
}
