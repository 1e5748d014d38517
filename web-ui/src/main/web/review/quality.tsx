import { useEffect, useState } from "preact/hooks";
import { hasRole } from "../parts/route.ts";
import { useSession } from "../parts/session.ts";
import { Tabs } from "../parts/tabs.tsx";
import { useReviewWords } from "../words/review.ts";
import { Calibrations } from "./calibrations.tsx";
import { Cards } from "./cards.tsx";
import { Samples } from "./samples.tsx";
import { Trends } from "./trends.tsx";

type Tab = "trends" | "cards" | "calibration" | "samples";

/** How calls are judged: figures, scorecards, calibration, samples. */
export default function Quality() {
  const words = useReviewWords();
  const { user } = useSession();
  const [tab, setTab] = useState<Tab>("trends");
  const oversees = hasRole(user, "reviewer", "compliance", "auditor");
  useEffect(() => {
    document.title = `${words.quality} · Mitschnitt`;
  }, [words]);
  const tabs: { id: Tab; text: string }[] = [
    { id: "trends", text: words.trends },
    { id: "cards", text: words.cards },
    ...(oversees
      ? [
          { id: "calibration" as const, text: words.calibration },
          { id: "samples" as const, text: words.samples },
        ]
      : []),
  ];
  return (
    <div class="quality">
      <div class="page-head">
        <h1>{words.quality}</h1>
        <span class="muted">{words.qualityLead}</span>
      </div>
      <Tabs label={words.quality} tabs={tabs} chosen={tab} onChoose={setTab}>
        {tab === "trends" && <Trends />}
        {tab === "cards" && <Cards may={hasRole(user, "reviewer")} />}
        {tab === "calibration" && <Calibrations may={hasRole(user, "reviewer")} />}
        {tab === "samples" && <Samples may={hasRole(user, "reviewer")} />}
      </Tabs>
    </div>
  );
}
