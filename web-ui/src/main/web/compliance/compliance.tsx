import { useEffect, useMemo, useState } from "preact/hooks";
import { CoverageView } from "../admin/coverage.tsx";
import { Shown, useLoaded } from "../admin/loaded.tsx";
import { Notice } from "../parts/pieces.tsx";
import { hasRole } from "../parts/route.ts";
import { useSession } from "../parts/session.ts";
import { Tabs } from "../parts/tabs.tsx";
import { useWords } from "../words/words.ts";
import { Ask } from "./ask.tsx";
import { Cases } from "./cases.tsx";
import { Custody } from "./custody.ts";
import { Holds } from "./holds.tsx";
import { Imports } from "./imports.tsx";
import { Log } from "./log.tsx";
import { One } from "./one.tsx";
import { Report } from "./report.tsx";
import { Requests } from "./requests.tsx";
import { Statement } from "./statement.tsx";

type Tab = "complete" | "requests" | "holds" | "cases" | "one" | "log" | "law" | "import";
const tabs: Tab[] = ["complete", "requests", "holds", "cases", "one", "log", "law", "import"];

/** What every part of the page is given: the questions it may ask, whether it may act, and what to do afterwards. */
export interface Part {
  custody: Custody;
  may: boolean;
  after: <T>(done: Promise<T>) => Promise<void>;
}

/** Whether nothing is missing, what people asked for, what is held, and what the log says of it all. */
export default function Compliance() {
  const words = useWords();
  const { api, user } = useSession();
  const custody = useMemo(() => new Custody(api), [api]);
  const [tab, setTab] = useState<Tab>("complete");
  const may = hasRole(user, "compliance");
  useEffect(() => {
    document.title = `${words.custody.title} · Mitschnitt`;
  }, [words]);

  const clock = useLoaded(() => custody.clock(), [custody]);
  const holds = useLoaded(() => custody.holds(), [custody]);
  const requests = useLoaded(() => custody.requests(), [custody]);
  const cases = useLoaded(() => custody.cases(), [custody]);
  const after = <T,>(done: Promise<T>) =>
    done.then(() => {
      for (const part of [clock, holds, requests, cases]) part.load();
    });
  const part = { custody, may, after };
  return (
    <div class="compliance">
      <div class="page-head">
        <h1>{words.custody.title}</h1>
        <span class="muted">{words.custody.lead}</span>
      </div>
      {clock.value?.objection && (
        <Notice tone="warn" title={words.custody.clock}>
          <p lang="en">{clock.value.objection}</p>
          {may && <Ask action={words.custody.clockTrust} act={(reason) => after(custody.trust(reason))} />}
        </Notice>
      )}
      <Tabs
        label={words.custody.title}
        tabs={tabs.filter((id) => may || id !== "import").map((id) => ({ id, text: words.custody.tabs[id] }))}
        chosen={tab}
        onChoose={setTab}
      >
        {tab === "complete" && (
          <>
            <CoverageView />
            <Statement />
          </>
        )}
        {tab === "requests" && (
          <Shown of={requests}>{({ items }) => <Requests requests={[...items].reverse()} {...part} />}</Shown>
        )}
        {tab === "holds" && <Shown of={holds}>{({ items }) => <Holds holds={items} {...part} />}</Shown>}
        {tab === "cases" && (
          <Shown of={cases}>{({ items }) => <Cases cases={[...items].reverse()} {...part} />}</Shown>
        )}
        {tab === "one" && <One {...part} />}
        {tab === "log" && <Log />}
        {tab === "law" && <Report custody={custody} />}
        {tab === "import" && <Imports />}
      </Tabs>
    </div>
  );
}
