import { useEffect, useState } from "preact/hooks";
import { Shown, useLoaded } from "../admin/loaded.tsx";
import { type Course, type CourseHead, type CourseWish, training, wishOf } from "../api/training.ts";
import { Icon } from "../parts/icons.tsx";
import { Empty } from "../parts/pieces.tsx";
import { hasRole } from "../parts/route.ts";
import { useSession } from "../parts/session.ts";
import { useTrainingWords } from "../words/training.ts";
import { CourseView } from "./course.tsx";
import { Editor } from "./editor.tsx";

type Place = { at: "list" } | { at: "course"; id: string } | { at: "editor"; course: Course | null };

const empty: CourseWish = { name: "", text: "", trainees: [], items: [] };

/** Collections of calls and clips: a trainer's to make, a trainee's to hear and answer. */
export default function Training() {
  const words = useTrainingWords();
  const { user } = useSession();
  const [place, setPlace] = useState<Place>({ at: "list" });
  const teaches = hasRole(user, "trainer");
  useEffect(() => {
    document.title = `${words.title} · Mitschnitt`;
  }, [words]);
  return (
    <div class="training stack">
      <div class="page-head">
        <h1>{words.title}</h1>
        <span class="muted">{teaches ? words.leadTrainer : words.leadTrainee}</span>
      </div>
      {place.at !== "list" && (
        <button type="button" class="button quiet back-button" onClick={() => setPlace({ at: "list" })}>
          <Icon name="back" size={18} /> {words.back}
        </button>
      )}
      {place.at === "list" && (
        <List
          teaches={teaches}
          onOpen={(id) => setPlace({ at: "course", id })}
          onNew={() => setPlace({ at: "editor", course: null })}
        />
      )}
      {place.at === "course" && (
        <CourseView
          id={place.id}
          teaches={teaches}
          onEdit={(course) => setPlace({ at: "editor", course })}
          onGone={() => setPlace({ at: "list" })}
        />
      )}
      {place.at === "editor" && (
        <Editor
          id={place.course?.id ?? null}
          wish={place.course ? wishOf(place.course) : empty}
          onSaved={(id) => setPlace({ at: "course", id })}
          onCancel={() => setPlace({ at: "list" })}
        />
      )}
    </div>
  );
}

interface ListProps {
  teaches: boolean;
  onOpen: (id: string) => void;
  onNew: () => void;
}

function List({ teaches, onOpen, onNew }: ListProps) {
  const words = useTrainingWords();
  const { api } = useSession();
  const loaded = useLoaded(() => training(api).courses(), [api]);
  return (
    <>
      {teaches && (
        <div class="buttons">
          <button type="button" class="button primary" data-action="new-course" onClick={onNew}>
            {words.newCourse}
          </button>
        </div>
      )}
      <Shown of={loaded}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="book" title={words.none} />
          ) : (
            <div class="two">
              {items.map((course) => (
                <section key={course.id} class="card stack" data-course={course.name}>
                  <h2>{course.name}</h2>
                  {course.text && <p class="comment-text">{course.text}</p>}
                  <p class="muted small">
                    {words.clips(course.clips)} · {words.questions(course.questions)}
                  </p>
                  <Meter course={course} />
                  <button
                    type="button"
                    class="button"
                    aria-label={words.open(course.name)}
                    onClick={() => onOpen(course.id)}
                  >
                    <Icon name="play" size={18} /> {words.open(course.name)}
                  </button>
                </section>
              ))}
            </div>
          )
        }
      </Shown>
    </>
  );
}

/** How far one has come, as a bar and in words. */
export function Meter({ course }: { course: CourseHead }) {
  const words = useTrainingWords();
  const all = course.clips + course.questions;
  const done = all === 0 ? 0 : (100 * (course.heard + course.answered)) / all;
  return (
    <div>
      <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect class="bar-ground" width="100" height="6" />
        <rect class="bar-value" width={done} height="6" />
      </svg>
      <p class="muted small">{words.progress(course.heard, course.clips, course.right, course.questions)}</p>
    </div>
  );
}
