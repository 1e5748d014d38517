import type { Words } from "../words/en.ts";

/** Why a call did not come about, as a person reads it. */
export interface Failure {
  text: string;
  /** The SIP status behind it, such as "SIP 486 Busy Here"; empty where there was none. */
  status: string;
}

/** What a softphone knows of a failed call: the SIP status (0 = none), its phrase, and JsSIP's cause. */
export interface Failed {
  code: number;
  phrase: string;
  cause: string;
}

/** Words for a failed call, or null where the agent ended it and needs none. */
export function failure(failed: Failed, words: Words): Failure | null {
  const key = failureKey(failed);
  if (key === null) return null;
  return {
    text: words.sip[key],
    status: failed.code > 0 ? words.sip.status(failed.code, failed.phrase) : "",
  };
}

type FailureKey = Exclude<keyof Words["sip"], "status">;

/** The exchange's own reasons, by the phrase of its refusal. */
const ours: Record<string, FailureKey> = {
  "Premium Number Barred": "premium",
  "Country Not Allowed": "country",
  "Number Barred": "barred",
  "Not A Telephone Number": "noNumber",
  "Your Call Limit Is Reached": "limit",
  "Trunk Call Limit Is Reached": "trunkLimit",
  "This Agent Is Not Available": "colleague",
  "That Is You": "yourself",
};

/** RFC 3261, section 21, and JsSIP's causes where no response came. */
export function failureKey({ code, phrase, cause }: Failed): FailureKey | null {
  const own = ours[phrase];
  if (own) return own;
  switch (code) {
    case 486:
    case 600:
      return "busy";
    case 603:
      return "rejected";
    case 408:
      return "noAnswer";
    case 404:
    case 484:
    case 604:
      return "unknown";
    case 410:
      return "gone";
    case 401:
    case 403:
    case 407:
      return "forbidden";
    case 480:
      return "unavailable";
    case 415:
    case 488:
    case 606:
      return "media";
    case 487:
      return null;
    default:
      break;
  }
  if (code >= 500 && code < 600) return "carrier";
  if (code > 0) return "other";
  if (cause === "Connection Error") return "connection";
  if (cause === "Request Timeout" || cause === "Dialog Error") return "carrier";
  if (cause === "WebRTC Error" || cause === "Bad Media Description" || cause === "RTP Timeout")
    return "media";
  return "other";
}
