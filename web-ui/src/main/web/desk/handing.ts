import type { RTCSession } from "jssip/lib/RTCSession";

/** A transfer that was asked for, as the gateway reports on it. */
export interface Handing {
  /** To whom. */
  who: string;
  stage: "asked" | "ringing" | "failed";
  /** The SIP status of the failure; 0 before. */
  code: number;
}

/** A second call, in which the agent asks somebody before the customer is handed over. */
export interface Consultation {
  who: string;
  stage: "trying" | "ringing" | "talking" | "failed";
  /** The SIP status of the failure; 0 before. */
  code: number;
}

/** The status of an answer or of the status line in a NOTIFY; 0 where there is none. */
export function statusOf(message: unknown): number {
  const one = message as { status_code?: unknown } | null | undefined;
  return typeof one?.status_code === "number" ? one.status_code : 0;
}

/**
 * Asks for a transfer on `session`: to `target`, or to whom `consultation` is with. `tell` hears how it goes; once it is done
 * the gateway ends the call.
 */
export function refer(
  session: RTCSession,
  target: string,
  who: string,
  tell: (handing: Handing | null) => void,
  consultation?: RTCSession,
): void {
  const failed = (message: unknown) => tell({ who, stage: "failed", code: statusOf(message) || 480 });
  const options = {
    eventHandlers: {
      requestFailed: ({ response }: { response?: unknown }) => failed(response),
      progress: () => tell({ who, stage: "ringing", code: 0 }),
      accepted: () => tell(null),
      failed: ({ status_line }: { status_line?: unknown }) => failed(status_line),
    },
    ...(consultation ? { replaces: consultation } : {}),
  };
  tell({ who, stage: "asked", code: 0 });
  // The typings know the handlers only as a bag of functions.
  session.refer(target, options as never);
}
