import { useEffect, useState } from "preact/hooks";
import { reviews, type Talk } from "../api/reviews.ts";
import { useSession } from "../parts/session.ts";
import { clock } from "../parts/time.ts";
import { useReviewWords } from "../words/review.ts";
import { useWords } from "../words/words.ts";

/** Who talked how long: two bars and a few figures. */
export function TalkCard({ recording }: { recording: string }) {
  const words = useReviewWords();
  const common = useWords();
  const { api } = useSession();
  const [talk, setTalk] = useState<Talk | null>(null);
  useEffect(() => {
    reviews(api)
      .talk(recording)
      .then(setTalk, () => {});
  }, [api, recording]);
  if (!talk) return null;
  const both = Math.max(1, talk.customerMillis + talk.agentMillis);
  const share = Math.round((100 * talk.customerMillis) / both);
  const figures: [string, string][] = [
    [words.overlap, clock(talk.overlapMillis)],
    [words.silence, clock(talk.silenceMillis)],
    [words.hold, clock(talk.holdMillis)],
    [words.longestCustomer, clock(talk.longestCustomerMillis)],
    [words.longestAgent, clock(talk.longestAgentMillis)],
    [words.turns, String(talk.turns)],
  ];
  return (
    <section class="card">
      <h2>{words.talk}</h2>
      <div class="shares">
        <span class="channel-customer">
          {common.player.customer} {share} %
        </span>
        <span class="channel-agent">
          {common.player.agent} {100 - share} %
        </span>
      </div>
      <svg
        class="share-bar"
        viewBox="0 0 100 4"
        preserveAspectRatio="none"
        role="img"
        aria-label={words.talkShare}
      >
        <rect class="bar-customer" width={share} height="4" />
        <rect class="bar-agent" x={share} width={100 - share} height="4" />
      </svg>
      <dl class="pairs">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="number">{value}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">{words.talkHint}</p>
    </section>
  );
}
