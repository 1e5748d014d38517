import type {
  Answer,
  Call,
  Choice,
  Credentials,
  Node,
  Page,
  Presence,
  ProblemDocument,
  Recording,
  Row,
  Session,
  Waveform,
} from "./types.ts";

const base = "/api/v1";

type Method = "GET" | "POST" | "PUT" | "DELETE";

/** An answer that is not what was asked for: the problem document, or status 0 where the server was not reached. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** Seconds to wait before trying again, from `Retry-After`. */
  readonly retryAfter: number | null;

  constructor(document: ProblemDocument, retryAfter: number | null = null) {
    super(document.detail || document.title);
    this.status = document.status;
    this.title = document.title;
    this.detail = document.detail ?? "";
    this.retryAfter = retryAfter;
  }
}

/** What may narrow the list of recordings; empty strings ask for nothing. */
export interface Filters {
  from: string;
  to: string;
  number: string;
  agent: string;
  direction: "" | "inbound" | "outbound";
  q: string;
  tag: string;
  minScore: string;
  maxScore: string;
  minDuration: string;
  maxDuration: string;
  consent: string;
  purpose: string;
  group: string;
}

export const noFilters: Filters = {
  from: "",
  to: "",
  number: "",
  agent: "",
  direction: "",
  q: "",
  tag: "",
  minScore: "",
  maxScore: "",
  minDuration: "",
  maxDuration: "",
  consent: "",
  purpose: "",
  group: "",
};

/** What the server calls each part that is sent as it is. */
const parts: [keyof Filters, string][] = [
  ["number", "number"],
  ["agent", "agent"],
  ["direction", "direction"],
  ["q", "q"],
  ["tag", "tag"],
  ["minScore", "min-score"],
  ["maxScore", "max-score"],
  ["minDuration", "min-duration"],
  ["maxDuration", "max-duration"],
  ["consent", "consent"],
  ["purpose", "purpose"],
  ["group", "group"],
];

/** The query string of a search, without empty parts. `from` and `to` are days in the reader's time zone. */
export function query(filters: Filters, cursor: string | null, limit: number): string {
  const params = new URLSearchParams();
  if (filters.from) params.set("from", new Date(`${filters.from}T00:00:00`).toISOString());
  if (filters.to) params.set("to", new Date(`${filters.to}T23:59:59.999`).toISOString());
  for (const [key, name] of parts) {
    const value = filters[key].trim();
    if (value) params.set(name, value);
  }
  if (cursor) params.set("cursor", cursor);
  params.set("limit", String(limit));
  return params.toString();
}

/** The API of the running product. It keeps the session's CSRF token; the cookie is the browser's. */
export class Api {
  private csrf = "";
  private readonly fetch: typeof fetch;
  /** Called when the session is no longer good. */
  onLoggedOut: () => void = () => {};

  constructor(fetcher: typeof fetch = (input, init) => fetch(input, init)) {
    this.fetch = fetcher;
  }

  async login(username: string, password: string): Promise<Session> {
    const session = await this.send<Session>("POST", "/login", { username, password });
    this.csrf = session.csrf;
    return session;
  }

  async me(): Promise<Session> {
    const session = await this.send<Session>("GET", "/me");
    this.csrf = session.csrf;
    return session;
  }

  setup = (token: string, username: string, password: string) =>
    this.send<void>("POST", "/setup", { token, username, password });
  logout = () => this.send<void>("POST", "/logout");
  node = () => this.send<Node>("GET", "/node");
  credentials = () => this.send<Credentials>("POST", "/softphone/credentials");
  presence = () => this.send<Presence>("GET", "/me/presence");
  choosePresence = (presence: Choice) => this.send<Presence>("PUT", "/me/presence", { presence });
  live = () => this.send<Page<Call>>("GET", "/calls?state=live");
  rows = (cursor: string | null, limit: number) =>
    this.send<Page<Row>>(
      "GET",
      `/calls?limit=${limit}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`,
    );
  hangup = (call: string) => this.send<void>("POST", `/calls/${encodeURIComponent(call)}/hangup`);
  pause = (call: string, paused: boolean) =>
    this.send<void>("POST", `/calls/${encodeURIComponent(call)}/${paused ? "pause" : "resume"}`);
  stopRecording = (call: string) =>
    this.send<void>("POST", `/calls/${encodeURIComponent(call)}/stop-recording`);
  recordings = (filters: Filters, cursor: string | null, limit: number) =>
    this.send<Page<Recording>>("GET", `/recordings?${query(filters, cursor, limit)}`);
  recording = (id: string) => this.send<Recording>("GET", `/recordings/${encodeURIComponent(id)}`);
  waveform = (id: string) => this.send<Waveform>("GET", `/recordings/${encodeURIComponent(id)}/waveform`);
  audioUrl = (id: string) => `${base}/recordings/${encodeURIComponent(id)}/audio`;
  simulate = (from: string, to: string) => this.send<Answer>("POST", "/policy/simulate", { from, to });
  callMe = () => this.send<void>("POST", "/demo/call-me");

  /** One question to the API; the pages' own clients ask through it. */
  async send<T>(method: Method, path: string, body?: unknown): Promise<T> {
    const text = await (await this.ask(method, path, body)).text();
    return (text ? JSON.parse(text) : undefined) as T;
  }

  /** What the API answers as plain text: signed statements, heads and entries of the log. */
  async text(path: string): Promise<string> {
    return (await this.ask("GET", path)).text();
  }

  /** Sends a file as it is and tells how much of it, 0 to 1, has gone. `fetch` cannot tell that. */
  upload<T>(path: string, file: Blob, onSent: (share: number) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", base + path);
      request.setRequestHeader("Accept", "application/json, application/problem+json");
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.setRequestHeader("X-CSRF-Token", this.csrf);
      request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 1);
      request.onerror = () => reject(new Problem({ status: 0, title: "unreachable" }));
      request.onload = () => {
        if (request.status < 300) {
          resolve(JSON.parse(request.responseText) as T);
          return;
        }
        if (request.status === 401) this.onLoggedOut();
        reject(new Problem(problemIn(request.responseText, request.status, request.statusText)));
      };
      request.send(file);
    });
  }

  private async ask(method: Method, path: string, body?: unknown): Promise<Response> {
    const headers: Record<string, string> = {
      Accept: "application/json, application/problem+json, text/plain",
    };
    if (method !== "GET" && this.csrf) headers["X-CSRF-Token"] = this.csrf;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    let response: Response;
    try {
      response = await this.fetch(base + path, {
        method,
        headers,
        credentials: "same-origin",
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch {
      throw new Problem({ status: 0, title: "unreachable" });
    }
    if (!response.ok) {
      const problem = await problemOf(response);
      if (problem.status === 401 && path !== "/login" && path !== "/me") this.onLoggedOut();
      throw problem;
    }
    return response;
  }
}

function problemIn(text: string, status: number, title: string): ProblemDocument {
  try {
    return { title, detail: "", ...(JSON.parse(text) as Partial<ProblemDocument>), status };
  } catch {
    return { status, title };
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const wait = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  const retryAfter = Number.isFinite(wait) ? wait : null;
  try {
    const document = (await response.json()) as Partial<ProblemDocument>;
    return new Problem(
      {
        status: response.status,
        title: document.title ?? response.statusText,
        detail: document.detail ?? "",
      },
      retryAfter,
    );
  } catch {
    return new Problem({ status: response.status, title: response.statusText }, retryAfter);
  }
}
