import { useEffect, useState } from "preact/hooks";
import { reviews, type Scorecard, type ScoreLine } from "../api/reviews.ts";
import { Empty, ErrorBox, Skeleton } from "../parts/pieces.tsx";
import { explain, useSession } from "../parts/session.ts";
import { day } from "../parts/time.ts";
import { useReviewWords } from "../words/review.ts";
import { useWords } from "../words/words.ts";
import { averages, byCriterion, type Group, weekOf } from "./score.ts";

const periods = [30, 90, 365];

/** Scores over time, by agent and by criterion. */
export function Trends() {
  const words = useReviewWords();
  const common = useWords();
  const { api } = useSession();
  const [days, setDays] = useState(90);
  const [lines, setLines] = useState<ScoreLine[] | null>(null);
  const [cards, setCards] = useState<Scorecard[]>([]);
  const [card, setCard] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    setError(null);
    Promise.all([reviews(api).scores(day(days - 1), day(-1)), reviews(api).scorecards()]).then(
      ([scores, all]) => {
        setLines(scores.items);
        setCards(all.items);
      },
      setError,
    );
    // Turn stands for another try
  }, [api, days, turn]);
  if (error !== null) return <ErrorBox text={explain(error, common)} retry={() => setTurn(turn + 1)} />;
  if (lines === null) return <Skeleton rows={4} />;
  const shown = card ? lines.filter((line) => line.scorecard === card) : lines;
  const all = averages(shown, () => "")[0];
  const weeks = averages(shown, (line) => weekOf(line.at));
  const names = new Map(cards.map((one) => [one.id, one.name]));
  const newest = cards.filter((one) => one.id === card).at(-1);
  return (
    <>
      <div class="buttons">
        <div class="segments" role="group" aria-label={words.period}>
          {periods.map((n) => (
            <button type="button" key={n} aria-pressed={n === days} onClick={() => setDays(n)}>
              {words.days(n)}
            </button>
          ))}
        </div>
        <label class="inline-field">
          <span>{words.card}</span>
          <select value={card} onChange={(event) => setCard(event.currentTarget.value)}>
            <option value="">–</option>
            {[...names].map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {shown.length === 0 || !all ? (
        <Empty icon="star" title={words.noScores} />
      ) : (
        <>
          <dl class="figures">
            <Figure name={words.average} value={`${all.average} %`} />
            <Figure name={words.count} value={String(all.count)} />
            <Figure
              name={words.disputedCount}
              value={String(shown.filter(({ status }) => status === "disputed").length)}
            />
          </dl>
          <section class="card">
            <h2>{words.byWeek}</h2>
            <Line groups={weeks} label={words.chart(weeks.length)} />
            <GroupTable groups={weeks} name={(group) => words.week(group.name)} caption={words.byWeek} />
          </section>
          <div class="two">
            <section class="card">
              <h2>{words.byAgent}</h2>
              <Bars groups={averages(shown, ({ agent }) => agent)} caption={words.byAgent} />
            </section>
            {newest && (
              <section class="card">
                <h2>{words.byCriterion}</h2>
                <Bars
                  groups={byCriterion(shown, newest.criteria)}
                  caption={words.byCriterion}
                  name={(group) => newest.criteria.find(({ key }) => key === group.name)?.text ?? group.name}
                />
              </section>
            )}
          </div>
        </>
      )}
    </>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div class="card figure">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** A line from week to week, 0 to 100. */
function Line({ groups, label }: { groups: Group[]; label: string }) {
  const width = 600;
  const height = 160;
  const x = (i: number) => (groups.length === 1 ? width / 2 : 24 + (i * (width - 48)) / (groups.length - 1));
  const y = (value: number) => height - 12 - (value / 100) * (height - 24);
  return (
    <svg class="line-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {[0, 50, 100].map((value) => (
        <g key={value}>
          <line class="grid" x1="24" x2={width} y1={y(value)} y2={y(value)} />
          <text x="0" y={y(value) + 4}>
            {value}
          </text>
        </g>
      ))}
      <polyline class="line" points={groups.map((group, i) => `${x(i)},${y(group.average)}`).join(" ")} />
      {groups.map((group, i) => (
        <circle key={group.name} class="dot-mark" cx={x(i)} cy={y(group.average)} r="5">
          <title>{`${group.name}: ${group.average} %`}</title>
        </circle>
      ))}
    </svg>
  );
}

interface TableProps {
  groups: Group[];
  caption: string;
  name?: (group: Group) => string;
}

function GroupTable({ groups, caption, name = (group) => group.name }: TableProps) {
  const words = useReviewWords();
  return (
    <table class="plain">
      <caption class="hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col" class="number">
            {words.average}
          </th>
          <th scope="col" class="number">
            {words.count}
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={group.name}>
            <th scope="row">{name(group)}</th>
            <td class="number">{group.average} %</td>
            <td class="number">{group.count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Bars that are a list for those who do not see them. */
function Bars({ groups, caption, name = (group) => group.name }: TableProps) {
  return (
    <ul class="bars" aria-label={caption}>
      {groups.map((group) => (
        <li key={group.name}>
          <span class="bar-name">{name(group)}</span>
          <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect class="bar-ground" width="100" height="6" />
            <rect class="bar-value" width={group.average} height="6" />
          </svg>
          <span class="number">
            {group.average} % <span class="muted small">({group.count})</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
