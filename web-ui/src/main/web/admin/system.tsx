import { admin, type System } from "../api/admin.ts";
import { Icon } from "../parts/icons.tsx";
import { useSession } from "../parts/session.ts";
import { clock, moment } from "../parts/time.ts";
import { useAdminWords } from "../words/admin.ts";
import { useLanguage } from "../words/words.ts";
import { Shown, useLoaded } from "./loaded.tsx";
import { OwnPassword } from "./password.tsx";

/** How the node is, asked anew every five seconds. */
export function SystemView() {
  const { api } = useSession();
  const loaded = useLoaded(() => admin(api).system(), [api], 5);
  return (
    <>
      <Shown of={loaded}>{(system) => <Figures system={system} />}</Shown>
      <OwnPassword />
    </>
  );
}

function Figures({ system }: { system: System }) {
  const words = useAdminWords();
  const language = useLanguage();
  const well =
    system.storeUp &&
    system.journalWritable &&
    system.evidenceObjection === null &&
    system.acceptsCalls &&
    system.disk.state === "enough" &&
    system.lostPayloads === 0;
  const signs: [string, boolean, string][] = [
    [words.store, system.storeUp, system.storeUp ? words.up : words.down],
    [words.journal, system.journalWritable, system.journalWritable ? words.writable : words.notWritable],
    [words.evidence, system.evidenceObjection === null, system.evidenceObjection ?? words.intact],
    [words.calls, system.acceptsCalls, system.acceptsCalls ? words.accepts : words.refuses],
  ];
  const figures: [string, string][] = [
    [words.liveCalls, String(system.liveCalls)],
    [words.agents, String(system.registeredAgents)],
    [words.openRecordings, String(system.openRecordings)],
    [words.backlog, String(system.backlog)],
    [words.lag, clock(system.backlogLagMs)],
    [words.lost, String(system.lostPayloads)],
    [words.alarms, String(system.alarms)],
  ];
  const used = system.disk.totalBytes > 0 ? 100 - (100 * system.disk.freeBytes) / system.disk.totalBytes : 0;
  return (
    <>
      <p class={well ? "verdict well" : "verdict ill"} role="status">
        <Icon name={well ? "check" : "warning"} /> {well ? words.healthy : words.troubled}
      </p>
      <ul class="signs">
        {signs.map(([name, fine, text]) => (
          <li key={name} class="card sign">
            <span class={fine ? "chip state-ready" : "chip state-failed"}>
              <Icon name={fine ? "check" : "warning"} size={14} /> {text}
            </span>
            <strong>{name}</strong>
          </li>
        ))}
      </ul>
      <dl class="figures">
        {figures.map(([name, value]) => (
          <div key={name} class="card figure">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div class="two">
        <section class="card">
          <h2>{words.disk}</h2>
          <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect class="bar-ground" width="100" height="6" />
            <rect class={`bar-value bar-${system.disk.state}`} width={used} height="6" />
          </svg>
          <p>
            {words.free(bytes(system.disk.freeBytes), bytes(system.disk.totalBytes))} ·{" "}
            {words.diskState[system.disk.state]}
          </p>
          <p class="muted">
            {system.disk.daysToFull === null
              ? words.noForecast
              : words.daysToFull(Math.round(system.disk.daysToFull))}
          </p>
        </section>
        <section class="card">
          <h2>{words.version}</h2>
          <dl class="pairs">
            <div>
              <dt>{words.version}</dt>
              <dd>{system.version}</dd>
            </div>
            <div>
              <dt>{words.running}</dt>
              <dd>{moment(system.since, language)}</dd>
            </div>
            <div>
              <dt>{words.heap}</dt>
              <dd>
                {bytes(system.heapBytes)} / {bytes(system.heapMost)}
              </dd>
            </div>
          </dl>
        </section>
      </div>
    </>
  );
}

/** Bytes in the unit that leaves one to three digits before the point. */
export function bytes(count: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
