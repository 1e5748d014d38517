/** What one person wants, and why. */
export interface Wish {
  by: string;
  at: string;
  reason: string;
}

export interface Hold {
  id: string;
  placed: Wish;
  folder: string | null;
  asked: Wish | null;
  released: Wish | null;
}

/** A recording and what protects it. */
export interface Kept {
  recording: string;
  recordedAt: string;
  number: string;
  agent: string;
  state: "recording" | "pending" | "ready" | "failed" | "erased";
  deleteAfter: string;
  care: { rule: string; keepUntil: string | null; conflict: string | null; holds: Hold[]; wish: Wish | null };
  certified: boolean;
}

export interface SubjectRequest {
  id: string;
  at: string;
  kind: "access" | "erasure";
  number: string;
  by: string;
  reason: string;
  items: { recording: string; outcome: "given" | "asked" | "refused" | "erased"; why: string }[];
  delivered: Wish | null;
}

export interface Case {
  id: string;
  at: string;
  name: string;
  by: string;
  recordings: string[];
  notes: Wish[];
}

/** The same in both languages of the house. */
export interface Said {
  en: string;
  de: string;
}

/** How a node stands to the law, requirement by requirement. */
export interface Conformity {
  profile: string;
  at: string;
  passed: number;
  failed: number;
  items: {
    id: string;
    source: string;
    asks: Said;
    status: "pass" | "fail" | "duty" | "not-applicable";
    found: Said;
    evidence: string | null;
    duty: Said | null;
  }[];
}
