import { admin, type CoverageDay } from "../api/admin.ts";
import type { NotRecorded } from "../api/types.ts";
import { useSession } from "../parts/session.ts";
import { dayOf } from "../parts/time.ts";
import { useAdminWords } from "../words/admin.ts";
import { useLanguage, useWords } from "../words/words.ts";
import { Shown, useLoaded } from "./loaded.tsx";

const height = 140;

/** What became of the calls of each day, as a picture and as a table. */
export function CoverageView() {
  const words = useAdminWords();
  const common = useWords();
  const language = useLanguage();
  const { api } = useSession();
  const loaded = useLoaded(() => admin(api).coverage(30), [api]);
  return (
    <Shown of={loaded}>
      {({ items, complete }) => (
        <section class="card">
          <h2>{words.coverage}</h2>
          <p class="muted">{words.coverageLead}</p>
          {!complete && <p class="hint warn">{words.incomplete}</p>}
          <Picture days={items} />
          <ul class="legend bare">
            <li>
              <span class="swatch cover-recorded" aria-hidden="true" /> {words.recorded}
            </li>
            <li>
              <span class="swatch cover-open" aria-hidden="true" /> {words.open}
            </li>
            <li>
              <span class="swatch cover-not" aria-hidden="true" /> {words.notRecorded}
            </li>
          </ul>
          <div class="scroll">
            <table class="plain">
              <caption class="hidden">{words.coverage}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.day}</th>
                  <th scope="col" class="number">
                    {words.answered}
                  </th>
                  <th scope="col" class="number">
                    {words.recorded}
                  </th>
                  <th scope="col">{words.notRecorded}</th>
                </tr>
              </thead>
              <tbody>
                {[...items]
                  .reverse()
                  .filter(({ answered }) => answered > 0)
                  .map((day) => (
                    <tr key={day.day}>
                      <th scope="row">
                        <time dateTime={day.day}>{dayOf(day.day, language)}</time>
                      </th>
                      <td class="number">{day.answered}</td>
                      <td class="number">{day.recorded}</td>
                      <td>
                        {Object.entries(day.notRecorded)
                          .map(([why, n]) => `${n} × ${common.notRecorded[why as NotRecorded] ?? why}`)
                          .join(" ")}
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </Shown>
  );
}

function Picture({ days }: { days: CoverageDay[] }) {
  const words = useAdminWords();
  const most = Math.max(1, ...days.map(({ answered }) => answered));
  const step = 600 / Math.max(1, days.length);
  const tall = (n: number) => (n / most) * height;
  return (
    <svg class="line-chart" viewBox={`0 0 600 ${height}`} role="img" aria-label={words.chart}>
      <line class="grid" x1="0" x2="600" y1={height - 0.5} y2={height - 0.5} />
      {days.map((day, i) => {
        const not = day.answered - day.recorded - day.open;
        return (
          <g key={day.day}>
            <title>{`${day.day}: ${day.recorded} / ${day.answered}`}</title>
            <rect
              class="cover-recorded"
              x={i * step + 2}
              width={step - 4}
              y={height - tall(day.recorded)}
              height={tall(day.recorded)}
            />
            <rect
              class="cover-open"
              x={i * step + 2}
              width={step - 4}
              y={height - tall(day.recorded + day.open)}
              height={tall(day.open)}
            />
            <rect
              class="cover-not"
              x={i * step + 2}
              width={step - 4}
              y={height - tall(day.answered)}
              height={tall(not)}
            />
          </g>
        );
      })}
    </svg>
  );
}
