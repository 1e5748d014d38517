import { useEffect, useState } from "preact/hooks";
import { hasRole } from "../parts/route.ts";
import { useSession } from "../parts/session.ts";
import { Tabs } from "../parts/tabs.tsx";
import { useAdminWords } from "../words/admin.ts";
import { CoverageView } from "./coverage.tsx";
import { People } from "./people.tsx";
import { SystemView } from "./system.tsx";
import { Tokens } from "./tokens.tsx";
import { Trunks } from "./trunks.tsx";
import { Webhooks } from "./webhooks.tsx";

type Tab = "system" | "people" | "tokens" | "webhooks" | "trunks" | "coverage";

/** Running the node. */
export default function Admin() {
  const words = useAdminWords();
  const { user } = useSession();
  const [tab, setTab] = useState<Tab>("system");
  const may = hasRole(user, "admin");
  useEffect(() => {
    document.title = `${words.title} · Mitschnitt`;
  }, [words]);
  const tabs: Tab[] = ["system", "people", "tokens", "webhooks", "trunks", "coverage"];
  return (
    <div class="admin">
      <div class="page-head">
        <h1>{words.title}</h1>
      </div>
      <Tabs
        label={words.title}
        tabs={tabs.map((id) => ({ id, text: words[id] }))}
        chosen={tab}
        onChoose={setTab}
      >
        {tab === "system" && <SystemView />}
        {tab === "people" && <People may={may} />}
        {tab === "tokens" && <Tokens may={may} />}
        {tab === "webhooks" && <Webhooks may={may} />}
        {tab === "trunks" && <Trunks />}
        {tab === "coverage" && <CoverageView />}
      </Tabs>
    </div>
  );
}
