import type { Api } from "./client.ts";
import type { Page } from "./types.ts";

/** The shapes of docs/api.md that belong to judging. */
export interface Comment {
  id: string;
  recording: string;
  author: string;
  at: string;
  atMillis: number | null;
  text: string;
  replyTo: string | null;
  mentions: string[];
}

export interface Criterion {
  key: string;
  text: string;
  weight: number;
  most: number;
  mustPass: boolean;
  mayNotApply: boolean;
}

export interface Scorecard {
  id: string;
  version: number;
  name: string;
  author: string;
  at: string;
  criteria: Criterion[];
}

export interface Mark {
  criterion: string;
  points: number | null;
  note: string;
  atMillis: number | null;
}

export type Status = "given" | "disputed" | "upheld" | "withdrawn";
export type Said = "reply" | "dispute" | "uphold" | "withdraw";

export interface Evaluation {
  id: string;
  recording: string;
  agent: string;
  scorecard: string;
  version: number;
  evaluator: string;
  at: string;
  answers: Mark[];
  note: string;
  score: { percent: number; missed: string[] };
  status: Status;
  replies: { author: string; at: string; said: Said; text: string }[];
  calibration: string | null;
}

export interface Sheet {
  scorecard: string;
  version: number;
  answers: Mark[];
  note: string;
  calibration?: string;
}

export interface Talk {
  customerMillis: number;
  agentMillis: number;
  overlapMillis: number;
  silenceMillis: number;
  holdMillis: number;
  longestCustomerMillis: number;
  longestAgentMillis: number;
  turns: number;
}

export interface ScoreLine {
  id: string;
  recording: string;
  agent: string;
  evaluator: string;
  at: string;
  scorecard: string;
  version: number;
  percent: number;
  status: Status;
  points: Record<string, number | null>;
}

export interface Calibration {
  id: string;
  name: string;
  recordings: string[];
  scorecard: string;
  version: number;
  raters: string[];
  author: string;
  at: string;
  closed: boolean;
}

export interface Agreement {
  overall: number | null;
  byCriterion: Record<string, number>;
  sheets: Evaluation[];
}

export interface Sample {
  id: string;
  name: string;
  author: string;
  at: string;
  from: string;
  to: string;
  count: number;
  perAgent: boolean;
  commitment: string;
  committedBefore: boolean;
  draw: {
    at: string;
    by: string;
    seed: string;
    population: { recording: string; agent: string }[];
    drawn: string[];
  } | null;
}

export interface SavedFilter {
  name: string;
  query: string;
}

const id = encodeURIComponent;

/** The API of those who judge, over the page's one connection. */
export const reviews = (api: Api) => ({
  comments: (recording: string) => api.send<Page<Comment>>("GET", `/recordings/${id(recording)}/comments`),
  comment: (recording: string, text: string, atMillis: number | null, replyTo: string | null) =>
    api.send<Comment>("POST", `/recordings/${id(recording)}/comments`, { text, atMillis, replyTo }),
  mentions: () => api.send<Page<Comment>>("GET", "/mentions"),
  tag: (recording: string, tags: string[]) =>
    api.send<{ tags: string[] }>("PUT", `/recordings/${id(recording)}/tags`, { tags }),
  retag: (recordings: string[], add: string[], remove: string[]) =>
    api.send<{ changed: number }>("POST", "/recordings/tags", { recordings, add, remove }),
  filters: () => api.send<Page<SavedFilter>>("GET", "/filters"),
  saveFilters: (items: SavedFilter[]) => api.send<void>("PUT", "/filters", { items }),
  scorecards: () => api.send<Page<Scorecard>>("GET", "/scorecards"),
  publish: (card: { id?: string; name: string; criteria: Criterion[] }) =>
    api.send<Scorecard>("POST", "/scorecards", card),
  evaluations: (recording: string) =>
    api.send<Page<Evaluation>>("GET", `/recordings/${id(recording)}/evaluations`),
  evaluate: (recording: string, sheet: Sheet) =>
    api.send<Evaluation>("POST", `/recordings/${id(recording)}/evaluations`, sheet),
  reply: (evaluation: string, said: Said, text: string) =>
    api.send<Evaluation>("POST", `/evaluations/${id(evaluation)}/replies`, { said, text }),
  scores: (from: string, to: string) =>
    api.send<Page<ScoreLine>>("GET", `/scores?from=${id(from)}&to=${id(to)}`),
  calibrations: () => api.send<Page<Calibration>>("GET", "/calibrations"),
  calibrate: (wish: { name: string; recordings: string[]; scorecard: string; raters: string[] }) =>
    api.send<Calibration>("POST", "/calibrations", wish),
  closeCalibration: (session: string) => api.send<Calibration>("POST", `/calibrations/${id(session)}/close`),
  agreement: (session: string) => api.send<Agreement>("GET", `/calibrations/${id(session)}`),
  samples: () => api.send<Page<Sample>>("GET", "/samples"),
  planSample: (wish: { name: string; from: string; to: string; count: number; perAgent: boolean }) =>
    api.send<Sample>("POST", "/samples", wish),
  draw: (sample: string) => api.send<Sample>("POST", `/samples/${id(sample)}/draw`),
  talk: (recording: string) => api.send<Talk>("GET", `/recordings/${id(recording)}/talk`),
});
