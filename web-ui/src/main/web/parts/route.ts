import type { User } from "../api/types.ts";

/** Where in the page one is; each place has a hash that can be bookmarked. */
export type Route =
  | { page: "start" }
  | { page: "desk" }
  | { page: "recordings" }
  | { page: "recording"; id: string }
  | { page: "calls" }
  | { page: "policy" }
  | { page: "compliance" }
  | { page: "quality" }
  | { page: "training" }
  | { page: "live" }
  | { page: "admin" }
  | { page: "receipt"; code: string }
  | { page: "unknown" };

export function parse(hash: string): Route {
  const path = hash.replace(/^#?\/?/, "");
  if (path === "") return { page: "start" };
  const place = places.find((known) => known === path);
  if (place) return { page: place };
  const recording = /^recordings\/([^/]+)$/.exec(path);
  if (recording?.[1]) {
    try {
      return { page: "recording", id: decodeURIComponent(recording[1]) };
    } catch {
      return { page: "unknown" };
    }
  }
  const receipt = /^receipt(?:\/([0-9A-Za-z-]*))?$/.exec(path);
  if (receipt) return { page: "receipt", code: receipt[1] ?? "" };
  return { page: "unknown" };
}

export function hashOf(route: Route): string {
  switch (route.page) {
    case "start":
      return "#/";
    case "desk":
    case "recordings":
    case "calls":
    case "policy":
    case "compliance":
    case "quality":
    case "training":
    case "live":
    case "admin":
      return `#/${route.page}`;
    case "recording":
      return `#/recordings/${encodeURIComponent(route.id)}`;
    case "receipt":
      return route.code ? `#/receipt/${route.code.trim().replace(/[\s-]+/g, "-")}` : "#/receipt";
    case "unknown":
      return "#/unknown";
    default:
      return route satisfies never;
  }
}

const readers = ["reviewer", "trainer", "compliance", "auditor", "admin"];
const hearers = ["agent", "reviewer", "trainer", "compliance"];

const simulators = ["reviewer", "compliance", "auditor", "admin"];

const places = [
  "desk",
  "live",
  "recordings",
  "calls",
  "quality",
  "training",
  "policy",
  "compliance",
  "admin",
] as const;

export type Place = (typeof places)[number];

/** The pages that a user sees, in the order of the navigation. */
export function pagesOf(user: User): Place[] {
  // An agent reads and hears their own calls.
  const reads = user.agent || user.roles.some((role) => readers.includes(role));
  const asks = user.roles.some((role) => simulators.includes(role));
  return [
    ...(user.agent ? (["desk"] as const) : []),
    ...(hasRole(user, "reviewer", "compliance", "admin") ? (["live"] as const) : []),
    ...(reads ? (["recordings", "calls"] as const) : []),
    ...(hasRole(user, "agent", "reviewer", "trainer", "compliance", "auditor") ? (["quality"] as const) : []),
    ...(hasRole(user, "trainer", "trainee") ? (["training"] as const) : []),
    ...(asks ? (["policy"] as const) : []),
    ...(hasRole(user, "compliance", "auditor") ? (["compliance"] as const) : []),
    ...(hasRole(user, "admin", "auditor") ? (["admin"] as const) : []),
  ];
}

/** Whether the user has one of the roles. */
export function hasRole(user: User, ...roles: User["roles"]): boolean {
  return user.roles.some((role) => roles.includes(role));
}

/** Whether the user may hear what was recorded; others see the facts alone. */
export function mayHear(user: User): boolean {
  return user.roles.some((role) => hearers.includes(role));
}

/** Whether the user may be shown a place; the server decides about the data all the same. */
export function allowed(route: Route, user: User): boolean {
  const pages = pagesOf(user);
  switch (route.page) {
    case "start":
      return pages.length > 0;
    case "desk":
    case "recordings":
    case "calls":
    case "policy":
    case "compliance":
    case "quality":
    case "training":
    case "live":
    case "admin":
      return pages.includes(route.page);
    case "recording":
      return pages.includes("recordings");
    case "receipt":
      return true;
    case "unknown":
      return false;
    default:
      return route satisfies never;
  }
}
