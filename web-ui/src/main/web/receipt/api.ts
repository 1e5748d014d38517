import type { Api } from "../api/client.ts";
import type { ConsentEvent, Mode, RecordingState } from "../api/types.ts";

/** What a receipt shows to anybody who has its code. */
export interface Receipt {
  exists: boolean;
  state: RecordingState;
  recordedAt: string;
  durationMs: number | null;
  sha256: string | null;
  mode: Mode;
  language: string;
  prompt: string;
  consent: ConsentEvent[];
  deleteAfter: string | null;
  asked?: boolean;
}

const path = (code: string) => `/receipts/${encodeURIComponent(code)}`;

export const showReceipt = (api: Api, code: string) => api.send<Receipt>("GET", path(code));

export const askErasure = (api: Api, code: string, reason: string) =>
  api.send<Receipt>("POST", `${path(code)}/erasure`, { reason });

export const giveReceipt = (api: Api, recording: string) =>
  api.send<{ code: string }>("POST", `/recordings/${encodeURIComponent(recording)}/receipt`);
