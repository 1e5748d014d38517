/** What a key does in the player. */
export type KeyAction =
  | "toggle"
  | "back"
  | "forward"
  | "home"
  | "end"
  | "slower"
  | "faster"
  | "mute"
  | "muteCustomer"
  | "muteAgent"
  | "loopFrom"
  | "loopTo"
  | "loopOff"
  | "skipSilence"
  | "next"
  | "previous"
  | "help";

const map: Record<string, KeyAction> = {
  " ": "toggle",
  k: "toggle",
  ArrowLeft: "back",
  ArrowRight: "forward",
  Home: "home",
  End: "end",
  ",": "slower",
  ".": "faster",
  m: "mute",
  "1": "muteCustomer",
  "2": "muteAgent",
  "[": "loopFrom",
  "]": "loopTo",
  "\\": "loopOff",
  s: "skipSilence",
  n: "next",
  p: "previous",
  "?": "help",
};

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  target: unknown;
}

/** The action of a key press, or null where it belongs to the field or button that has the focus. */
export function keyAction(event: Pressed): KeyAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const action = map[event.key] ?? null;
  const tag = (event.target as { tagName?: string } | null)?.tagName ?? "";
  if (tag === "INPUT" || tag === "SELECT" || tag === "TEXTAREA") return null;
  // Space presses the focused button or link by itself.
  if (event.key === " " && (tag === "BUTTON" || tag === "A")) return null;
  return action;
}
