/** Our own line icons on a 24 grid; decoration beside words, hidden from screen readers. */
const paths = {
  phone:
    "M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3a2 2 0 0 1-2.2 2A16 16 0 0 1 4.5 6.2 2 2 0 0 1 6.5 4Z",
  hangup: "M3.5 14.5c5-4.7 12-4.7 17 0l-2 2.8-4-1.6v-2.6a12 12 0 0 0-5 0v2.6l-4 1.6-2-2.8Z",
  inbound: "M18 6 7 17M7 9v8h8",
  outbound: "M6 18 17 7M9 7h8v8",
  mic: "M12 3.5a2.5 2.5 0 0 1 2.5 2.5v5.5a2.5 2.5 0 0 1-5 0V6A2.5 2.5 0 0 1 12 3.5ZM6 11.5a6 6 0 0 0 12 0M12 17.5V21M9 21h6",
  micOff:
    "M4 4l16 16M9.5 9v2.5a2.5 2.5 0 0 0 4 2M14.5 10V6a2.5 2.5 0 0 0-4.6-1.3M6 11.5a6 6 0 0 0 9.3 5M18 11.5a6 6 0 0 1-.5 2.4M12 17.5V21M9 21h6",
  hold: "M8.5 5v14M15.5 5v14",
  play: "M8 5.2v13.6L19 12 8 5.2Z",
  pause: "M8.5 5.5v13M15.5 5.5v13",
  keypad: "M6 6h.01M12 6h.01M18 6h.01M6 12h.01M12 12h.01M18 12h.01M6 18h.01M12 18h.01M18 18h.01",
  back: "M15 5l-7 7 7 7",
  skipBack: "M4 5v5h5M4.6 10A8 8 0 1 1 4 13.5",
  skipForward: "M20 5v5h-5M19.4 10a8 8 0 1 0 .6 3.5",
  search: "M11 4.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM16 16l4.5 4.5",
  close: "M6 6l12 12M18 6 6 18",
  backspace: "M9 6h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H9l-5-6 5-6ZM11.5 9.5l5 5M16.5 9.5l-5 5",
  sun: "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",
  logout: "M14 4.5H6a1 1 0 0 0-1 1v13a1 1 0 0 0 1 1h8M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5",
  warning: "M12 4 2.8 19.5h18.4L12 4ZM12 10v4.5M12 17.2v.1",
  info: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 11v5.5M12 7.7v.1",
  check: "M5 12.5l4.5 4.5L19 7.5",
  record: "M12 5.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Z",
  recordOff: "M12 5.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM4.5 4.5l15 15",
  ear: "M8 9.5a5 5 0 1 1 10 0c0 3.5-3.5 4-3.5 7a3.5 3.5 0 0 1-6.6 1.6M10.8 9.7a2.2 2.2 0 0 1 4.4 0c0 1.6-2 1.8-2 3.6M3.5 6.5v6",
  volume: "M4 9.5v5h3.5l5 4v-13l-5 4H4ZM16 9a4.3 4.3 0 0 1 0 6M18.6 6.5a8 8 0 0 1 0 11",
  mute: "M4 9.5v5h3.5l5 4v-13l-5 4H4ZM16.5 9.5l5 5M21.5 9.5l-5 5",
  download: "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 19.5h14",
  keyboard: "M3.5 7h17v10h-17V7ZM7 10.5h.01M10.3 10.5h.01M13.6 10.5h.01M17 10.5h.01M8.5 14h7",
  filter: "M4 6h16M7 12h10M10 18h4",
  shield: "M12 3.5l7 2.6v5.4c0 4.2-2.8 7.3-7 9-4.2-1.7-7-4.8-7-9V6.1l7-2.6ZM8.8 12l2.3 2.3 4.2-4.4",
  bell: "M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5H5l1.5-1.5ZM10.3 20.5h3.4",
  clock: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 7.5V12l3 2",
  list: "M8 6.5h12M8 12h12M8 17.5h12M4 6.5h.01M4 12h.01M4 17.5h.01",
  wave: "M4 10v4M8 7v10M12 4v16M16 8v8M20 10.5v3",
  comment: "M4 5.5h16v11H10l-4.5 3.5v-3.5H4v-11Z",
  star: "M12 4l2.4 5.2 5.6.7-4.1 3.9 1 5.7-4.9-2.8-4.9 2.8 1-5.7L4 9.9l5.6-.7L12 4Z",
  book: "M5 4.5h11a3 3 0 0 1 3 3v12H8a3 3 0 0 1-3-3v-12ZM5 16.5a3 3 0 0 1 3-3h11",
  pulse: "M3 12h4l2.5-6 4.5 12 2.5-6H21",
  gear: "M12 8.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM12 3v2.5M12 18.5V21M3 12h2.5M18.5 12H21M5.6 5.6l1.8 1.8M16.6 16.6l1.8 1.8M18.4 5.6l-1.8 1.8M7.4 16.6l-1.8 1.8",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 9.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6Z",
  eyeOff:
    "M4 4l16 16M9.5 6A9.6 9.6 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-3 3.7M14.5 14A2.8 2.8 0 0 1 10 9.7M6.3 7.6A16.6 16.6 0 0 0 2.5 12S6 18.5 12 18.5c1.2 0 2.3-.3 3.3-.7",
} as const;

export type IconName = keyof typeof paths;

const filled: ReadonlySet<IconName> = new Set(["play", "record", "hangup"]);

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill={filled.has(name) ? "currentColor" : "none"}
        stroke="currentColor"
        stroke-width={name === "keypad" ? 3 : 1.8}
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
