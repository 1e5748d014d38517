import type {
  Choice,
  ConsentKind,
  Direction,
  Mode,
  NotRecorded,
  Origin,
  Phase,
  Presence,
  RecordingState,
  Role,
  SpanKind,
  Whose,
} from "../api/types.ts";
import type { LightCode } from "../desk/light.ts";
import { type CustodyWords, custodyEn } from "./custody.ts";

/** Every text of the page. A language without one of these keys does not compile. */
export interface Words {
  appSubtitle: string;
  nav: {
    desk: string;
    recordings: string;
    calls: string;
    policy: string;
    compliance: string;
    quality: string;
    training: string;
    live: string;
    admin: string;
    main: string;
  };
  skip: string;
  theme: { toLight: string; toDark: string };
  language: { switch: string };
  logout: string;
  loggedInAs: (name: string) => string;
  roles: Record<Role, string>;
  imported: { chip: string; title: string; from: (origin: Origin, when: string) => string };
  loading: string;
  retry: string;
  error: {
    title: string;
    unreachable: string;
    forbidden: string;
    gone: string;
    server: string;
    tooMany: (seconds: number | null) => string;
  };
  notFound: { title: string; text: string; back: string };
  login: {
    title: string;
    lead: string;
    username: string;
    password: string;
    submit: string;
    busy: string;
    wrong: string;
    missing: string;
    capsLock: string;
    expired: string;
    show: string;
    hide: string;
    demoTitle: string;
    demoText: string;
    demoFill: (name: string) => string;
    receipt: string;
    setupTitle: string;
    setupText: string;
    setupWord: string;
    setupSubmit: string;
  };
  desk: {
    title: string;
    phone: string;
    connecting: string;
    ready: string;
    offline: string;
    replaced: string;
    notAgent: string;
    retryIn: (why: string) => string;
    whyNoConnection: string;
    whyRefused: (status: string) => string;
    whyUnregistered: string;
    number: string;
    numberHint: string;
    keypad: string;
    backspace: string;
    call: string;
    hangup: string;
    cancel: string;
    answer: string;
    reject: string;
    mute: string;
    unmute: string;
    hold: string;
    resume: string;
    showKeypad: string;
    hideKeypad: string;
    incoming: string;
    incomingFrom: (who: string) => string;
    calling: (who: string) => string;
    ringing: string;
    inCall: string;
    onHold: string;
    ended: (seconds: string) => string;
    lastCall: string;
    dismiss: string;
    demoTitle: string;
    demoDial: (number: string) => string;
    demoDialText: string;
    callMe: string;
    callMeText: string;
    callMeDone: string;
    recent: string;
    recentEmpty: string;
    callAgain: (who: string) => string;
    microphone: string;
    microphoneDefault: string;
    speaker: string;
    speakerDefault: string;
    echo: string;
    echoHint: string;
    level: string;
    test: string;
    testStop: string;
    micRefused: string;
    micRefusedHelp: string;
    micAbsent: string;
    micAbsentHelp: string;
    micBusy: string;
    micBusyHelp: string;
    micInsecure: string;
    micInsecureHelp: string;
    notify: string;
    pause: string;
    resumeRecording: string;
    goesOnIn: (time: string) => string;
    stopRecording: string;
    stopRecordingConfirm: string;
    stopRecordingYes: string;
    keep: string;
    leave: string;
  };
  sip: {
    busy: string;
    rejected: string;
    noAnswer: string;
    unknown: string;
    gone: string;
    forbidden: string;
    unavailable: string;
    carrier: string;
    media: string;
    connection: string;
    cancelled: string;
    other: string;
    premium: string;
    country: string;
    barred: string;
    noNumber: string;
    limit: string;
    trunkLimit: string;
    colleague: string;
    yourself: string;
    status: (code: number, phrase: string) => string;
  };
  presence: {
    title: string;
    choose: string;
    states: Record<Presence["presence"], string>;
    means: Record<Presence["presence"], string>;
    left: (seconds: number) => string;
    choices: Record<Choice, string>;
  };
  light: {
    queued: string;
    idle: string;
    idleText: string;
    ringing: string;
    asking: string;
    undecided: string;
    on: string;
    onSince: (time: string) => string;
    off: string;
    paused: string;
    ended: string;
    label: string;
    codes: Record<LightCode, string>;
  };
  recordings: {
    title: string;
    search: string;
    searchHint: string;
    number: string;
    agent: string;
    direction: string;
    anyDirection: string;
    from: string;
    to: string;
    today: string;
    week: string;
    month: string;
    always: string;
    clear: string;
    filters: string;
    who: string;
    when: string;
    length: string;
    agreed: string;
    state: string;
    empty: string;
    emptyText: string;
    emptyFiltered: string;
    more: string;
    shown: (count: number, more: boolean) => string;
    arrived: string;
    live: string;
    notLive: string;
    anonymous: string;
    keys: string;
  };
  direction: Record<Direction, string>;
  recordingState: Record<RecordingState, string>;
  mode: Record<Mode, string>;
  consent: Record<ConsentKind, string>;
  agreed: {
    statutory: string;
    oneParty: string;
    agreed: string;
    told: string;
    objected: string;
    withdrawn: string;
    none: string;
  };
  phase: Record<Phase, string>;
  whose: Record<Whose, string>;
  endings: Record<string, string>;
  player: {
    title: string;
    play: string;
    pause: string;
    back: string;
    forward: string;
    seek: string;
    position: (now: string, all: string) => string;
    speed: string;
    slower: string;
    faster: string;
    volume: string;
    customer: string;
    agent: string;
    mute: (channel: string) => string;
    solo: (channel: string) => string;
    muted: string;
    soloed: string;
    keys: string;
    keyList: [string, string][];
    close: string;
    download: string;
    spans: Record<SpanKind, string>;
    spanTip: (kind: string, channel: string, from: string, to: string) => string;
    legend: string;
    noWaveform: string;
    failed: string;
    pending: string;
    recordingNow: string;
    stateFailed: string;
    erased: string;
    mayNotHear: string;
  };
  facts: {
    title: string;
    back: string;
    customer: string;
    agent: string;
    dialled: string;
    trunk: string;
    started: string;
    answered: string;
    length: string;
    ended: string;
    endedBy: (whose: string, why: string) => string;
    decision: string;
    profile: string;
    language: string;
    why: string;
    consent: string;
    integrity: string;
    sha256: string;
    copy: string;
    copied: string;
    deleteAfter: string;
    inDays: (days: number) => string;
    listened: string;
    nobody: string;
    findings: string;
    callId: string;
    recordingId: string;
  };
  calls: {
    title: string;
    lead: string;
    live: string;
    noLive: string;
    answered: string;
    outcome: string;
    recorded: string;
    notRecorded: string;
    openRow: string;
    empty: string;
    emptyText: string;
    hangup: string;
    stopRecording: string;
    end: string;
  };
  notRecorded: Record<NotRecorded, string>;
  custody: CustodyWords;
  policy: {
    title: string;
    lead: string;
    from: string;
    fromHint: string;
    to: string;
    ask: string;
    notTaken: string;
    basis: (profile: string, rule: string, version: string) => string;
    table: (version: string) => string;
    unreviewed: (places: string) => string;
    noPlaces: string;
    whose: Record<"customer" | "called" | "agent", string>;
    confidence: Record<"high" | "medium" | "low", string>;
    reviewed: (on: string) => string;
    notReviewed: string;
  };
}

export const en: Words = {
  custody: custodyEn,
  appSubtitle: "Recording that asks first",
  nav: {
    desk: "Desk",
    recordings: "Recordings",
    calls: "Calls",
    policy: "Policy",
    compliance: "Compliance",
    quality: "Quality",
    training: "Training",
    live: "Live",
    admin: "Administration",
    main: "Main navigation",
  },
  skip: "Skip to content",
  theme: { toLight: "Use light colours", toDark: "Use dark colours" },
  language: { switch: "Auf Deutsch umschalten" },
  logout: "Log out",
  loggedInAs: (name) => `Logged in as ${name}`,
  roles: {
    agent: "Agent",
    reviewer: "Reviewer",
    trainer: "Trainer",
    trainee: "Trainee",
    compliance: "Compliance",
    auditor: "Auditor",
    admin: "Administrator",
  },
  imported: {
    chip: "Imported",
    title: "Not captured here",
    from: ({ by, file, format, channels, reason }, when) =>
      `Brought in by ${by}, ${when}: ${file || "a file"} (${format}, ${channels === 1 ? "one channel, both parties mixed" : "two channels"}). ${reason}. Nothing here saw the call or the consent to it.`,
  },
  loading: "Loading…",
  retry: "Try again",
  error: {
    title: "That did not work",
    unreachable: "The server cannot be reached. Check the connection; this page keeps what it shows.",
    forbidden: "Your role does not allow this.",
    gone: "It does not exist, or not any more.",
    server: "The server could not do it. Nothing was lost; try again in a moment.",
    tooMany: (s) => (s === null ? "Too many tries. Wait a moment." : `Too many tries. Wait ${s} seconds.`),
  },
  notFound: {
    title: "Nothing here",
    text: "There is no such page, or your role does not see it.",
    back: "Go to the start",
  },
  login: {
    title: "Log in",
    lead: "Calls, recorded with consent.",
    username: "User name",
    password: "Password",
    submit: "Log in",
    busy: "Logging in…",
    wrong: "User name or password is wrong.",
    missing: "Enter a user name and a password.",
    capsLock: "Caps Lock is on.",
    expired: "You were logged out. Log in again to go on.",
    show: "Show password",
    hide: "Hide password",
    demoTitle: "This is a demo",
    demoText: "These logins exist in the demo only. Pick one to fill it in.",
    demoFill: (name) => `Fill in ${name}`,
    receipt: "I called, and have the code of a receipt",
    setupTitle: "Make the first account",
    setupText:
      "Nobody has an account yet. The start of the program printed a set-up word; with it you become administrator.",
    setupWord: "Set-up word",
    setupSubmit: "Make the account",
  },
  desk: {
    title: "Desk",
    phone: "Your phone",
    connecting: "Connecting…",
    ready: "Ready for calls",
    offline: "Offline",
    replaced: "This phone is open in another tab.",
    notAgent: "You have no phone: this login is not an agent.",
    retryIn: (why) => `${why} Trying again by itself.`,
    whyNoConnection: "No connection to the server.",
    whyRefused: (status) => `The server refused the registration (${status}).`,
    whyUnregistered: "The registration ended.",
    number: "Number",
    numberHint: "With country code, such as +49 30 123456; or a colleague's name or extension",
    keypad: "Keypad",
    backspace: "Delete last digit",
    call: "Call",
    hangup: "Hang up",
    cancel: "Cancel",
    answer: "Answer",
    reject: "Reject",
    mute: "Mute",
    unmute: "Unmute",
    hold: "Hold",
    resume: "Resume",
    showKeypad: "Keypad",
    hideKeypad: "Hide keypad",
    incoming: "Incoming call",
    incomingFrom: (who) => `Call from ${who}`,
    calling: (who) => `Calling ${who}…`,
    ringing: "It rings…",
    inCall: "In a call",
    onHold: "On hold",
    ended: (s) => `Call ended after ${s}`,
    lastCall: "Last call",
    dismiss: "Dismiss",
    demoTitle: "Try it",
    demoDial: (n) => `Call ${n}`,
    demoDialText: "The demo carrier answers, hears the announcement, then talks to you.",
    callMe: "Call me",
    callMeText:
      "A demo caller rings the service number, and your phone. While you are on a break the caller waits and hears music.",
    callMeDone: "The demo caller is dialling. Your phone rings once the caller has heard the announcement.",
    recent: "Your recent calls",
    recentEmpty: "No answered calls yet.",
    callAgain: (who) => `Call ${who} again`,
    microphone: "Microphone",
    microphoneDefault: "Standard microphone",
    speaker: "Loudspeaker or headset",
    speakerDefault: "Standard loudspeaker",
    echo: "Hear myself, a second later",
    echoHint: "Speak: what you hear is what the other side gets. Use a headset, else it howls.",
    level: "Input level",
    test: "Test microphone",
    testStop: "End test",
    micRefused: "The browser does not let this page use the microphone.",
    micRefusedHelp:
      "Click the lock or microphone symbol beside the address, allow the microphone for this site, then call again.",
    micAbsent: "No microphone was found.",
    micAbsentHelp: "Plug in a headset, or choose another microphone below, then call again.",
    micBusy: "The microphone cannot be opened.",
    micBusyHelp: "Another program may be using it. Close that program, or choose another microphone below.",
    micInsecure: "The browser allows a microphone on secure pages only.",
    micInsecureHelp: "Open this page over https, or on the machine itself as http://localhost.",
    notify: "Notify me of calls while I am in another window",
    pause: "Pause recording",
    resumeRecording: "Go on recording",
    goesOnIn: (time) => `The recording goes on by itself in ${time}.`,
    stopRecording: "Stop recording",
    stopRecordingConfirm: "Stop recording this call for good? The call goes on.",
    stopRecordingYes: "Stop recording",
    keep: "Keep recording",
    leave: "A call is running. Leaving the page ends it.",
  },
  sip: {
    busy: "The line is busy.",
    rejected: "The call was declined.",
    noAnswer: "Nobody answered.",
    unknown: "This number does not exist, or no route leads to it.",
    gone: "This number is no longer in use.",
    forbidden: "This call is not allowed.",
    unavailable: "Nobody answered, or the other side cannot be reached at the moment.",
    carrier: "The carrier cannot be reached. Try again in a moment; if it stays so, tell your administrator.",
    media: "No common way to carry the voice was found.",
    connection: "The connection to the server was lost.",
    cancelled: "The caller hung up before anybody answered.",
    other: "The call failed.",
    premium:
      "Premium and shared-cost numbers are not allowed from here. Ask your administrator if you need this one.",
    country: "Calls to this country are not allowed from here. Ask your administrator if you need it.",
    barred: "This number is barred.",
    noNumber: "This is no telephone number.",
    limit: "You have reached the limit of your outgoing calls. Try again later.",
    trunkLimit: "The limit of outgoing calls is reached. Try again later.",
    colleague: "Your colleague is busy, on a break or away.",
    yourself: "That is you.",
    status: (code, phrase) => `SIP ${code} ${phrase}`.trim(),
  },
  presence: {
    title: "Do calls ring here?",
    choose: "I am",
    states: {
      available: "Available",
      busy: "Busy",
      "wrap-up": "Wrap-up",
      break: "Break",
      offline: "Away",
    },
    means: {
      available: "Calls ring here.",
      busy: "You have a call.",
      "wrap-up": "Nothing rings until it is over.",
      break: "Nothing rings here.",
      offline: "Nothing rings here.",
    },
    left: (s) => `${s} s left, then calls ring again.`,
    choices: { available: "Available", break: "Break", offline: "Away" },
  },
  light: {
    queued: "Not recorded yet",
    label: "Recording state",
    idle: "No call",
    idleText: "Nothing is recorded.",
    ringing: "Not recorded yet",
    asking: "Asking",
    undecided: "Not decided yet",
    on: "Recorded",
    onSince: (t) => `since ${t}`,
    off: "Not recorded",
    paused: "Recording paused",
    ended: "Call ended",
    codes: {
      undecided: "Nothing is recorded until it is decided.",
      ringing: "It rings. Nothing is recorded yet.",
      queued: "The caller waits for a free agent. Nothing is recorded.",
      asking: "The other side is hearing the announcement. Nothing is recorded yet.",
      told: "The other side was told and did not object.",
      agreed: "The other side agreed.",
      "one-party": "The agent's knowledge is enough for this call.",
      objected: "The other side objected.",
      "no-answer": "The other side did not answer the question.",
      "not-told": "The announcement was not heard to its end.",
      forbidden: "The law or a rule forbids recording this call.",
      off: "No rule asks for a recording of this call.",
      withdrawn: "The other side took its agreement back.",
      stopped: "Recording was stopped for the rest of the call.",
      stricter: "Stricter rules hold with whom the call was handed to: no longer recorded.",
      paused: "Nothing is kept until the recording goes on.",
      "pause-by-law":
        "Not paused: a law demands this recording. It may end with the call, but not be stopped and started again.",
      "pause-by-profile": "Not paused: the policy of this call does not allow a pause.",
      "pause-without-recording": "Not paused: there is no running recording.",
      "not-paused": "The recording was not paused.",
      "recorder-down": "The recorder cannot take it. The call goes on unrecorded.",
      ended: "The call is over. Nothing is recorded.",
    },
  },
  recordings: {
    title: "Recordings",
    search: "Search",
    searchHint: "Number, name or agent",
    number: "Number",
    agent: "Agent",
    direction: "Direction",
    anyDirection: "Both directions",
    from: "From",
    to: "To",
    today: "Today",
    week: "7 days",
    month: "30 days",
    always: "All",
    clear: "Clear filters",
    filters: "Filters",
    who: "Who",
    when: "When",
    length: "Length",
    agreed: "Consent",
    state: "State",
    empty: "No recordings yet",
    emptyText: "As soon as a recorded call ends, it appears here by itself.",
    emptyFiltered: "No recording matches these filters.",
    more: "Load more",
    shown: (n, more) => `${n}${more ? "+" : ""} ${n === 1 && !more ? "recording" : "recordings"}`,
    arrived: "A new recording has arrived.",
    live: "Live",
    notLive: "Not live",
    anonymous: "Number withheld",
    keys: "Arrow keys move, Enter opens.",
  },
  direction: { inbound: "Inbound", outbound: "Outbound" },
  recordingState: {
    recording: "Call running",
    pending: "Being stored",
    ready: "Ready",
    failed: "Failed, tried again",
    erased: "Erased",
  },
  mode: {
    forbidden: "Recording forbidden",
    "explicit-consent": "Only with explicit consent",
    "opt-out": "Announced, may object",
    notice: "Announced",
    "one-party": "The agent's knowledge is enough",
    statutory: "Required by law",
    off: "No recording asked for",
  },
  consent: {
    "prompt-started": "Announcement began",
    "prompt-heard": "Announcement heard to its end",
    agreed: "Agreed by key",
    told: "Was told and did not object",
    objected: "Objected by key",
    "no-answer": "No answer in time",
    withdrawn: "Agreement withdrawn",
    paused: "Recording paused",
    resumed: "Recording went on",
    "handed-over": "Handed over",
  },
  agreed: {
    statutory: "Required by law",
    oneParty: "Agent knew",
    agreed: "Agreed",
    told: "Told, did not object",
    objected: "Objected",
    withdrawn: "Withdrawn",
    none: "Not asked",
  },
  phase: { ringing: "Ringing", asking: "Asking", talking: "Talking", ended: "Ended" },
  whose: { caller: "Caller", agent: "Agent", carrier: "Carrier", us: "Mitschnitt", unknown: "Unknown" },
  endings: { "hung up": "hung up" },
  player: {
    title: "Player",
    play: "Play",
    pause: "Pause",
    back: "Back 5 seconds",
    forward: "Forward 5 seconds",
    seek: "Position",
    position: (now, all) => `${now} of ${all}`,
    speed: "Speed",
    slower: "Slower",
    faster: "Faster",
    volume: "Volume",
    customer: "Customer",
    agent: "Agent",
    mute: (c) => `Mute ${c}`,
    solo: (c) => `Only ${c}`,
    muted: "Mute",
    soloed: "Only",
    keys: "Keyboard",
    keyList: [
      ["Space", "Play or pause"],
      ["← →", "Back or forward 5 seconds"],
      ["Home End", "To the beginning or the end"],
      [", .", "Slower or faster"],
      ["1 2", "Mute customer or agent"],
      ["m", "Mute everything"],
      ["?", "Show or hide this list"],
    ],
    close: "Close",
    download: "Download MP3",
    spans: { loss: "Packet loss", silent: "Nothing sent", hold: "On hold", pause: "Paused" },
    spanTip: (kind, channel, from, to) => `${kind} (${channel}), ${from} to ${to}`,
    legend: "Marks",
    noWaveform: "The waveform could not be loaded. Listening works all the same.",
    failed: "The audio could not be played.",
    pending: "The recording is being stored. It can be heard in a moment; this page updates by itself.",
    recordingNow: "The call is still running. It can be heard once it has ended.",
    stateFailed: "Storing failed. The journal is kept and storing is tried again.",
    erased: "The audio was erased. What the book says about the call remains.",
    mayNotHear: "Your role sees what is known about the call and does not hear it.",
  },
  facts: {
    title: "Facts",
    back: "All recordings",
    customer: "Customer",
    agent: "Agent",
    dialled: "Dialled",
    trunk: "Carrier",
    started: "Call began",
    answered: "Answered",
    length: "Length",
    ended: "Ended by",
    endedBy: (whose, why) => (why ? `${whose}: ${why}` : whose),
    decision: "Decision",
    profile: "Profile",
    language: "Announcement",
    why: "Why",
    consent: "What was said about consent",
    integrity: "Integrity",
    sha256: "SHA-256 of the MP3",
    copy: "Copy",
    copied: "Copied",
    deleteAfter: "Deleted after",
    inDays: (d) => (d <= 0 ? "today" : d === 1 ? "in 1 day" : `in ${d} days`),
    listened: "Who listened",
    nobody: "Nobody yet.",
    findings: "Findings",
    callId: "Call",
    recordingId: "Recording",
  },
  calls: {
    title: "Calls",
    lead: "One row for every answered call: recorded, or why not.",
    live: "Now",
    noLive: "No call is running.",
    answered: "Answered calls",
    outcome: "Recorded?",
    recorded: "Recorded",
    notRecorded: "Not recorded",
    openRow: "Open",
    empty: "No answered calls yet",
    emptyText: "Each answered call gets a row here, recorded or not.",
    hangup: "Hang up",
    stopRecording: "Stop recording",
    end: "Ended by",
  },
  notRecorded: {
    refused: "The other side objected or did not agree.",
    forbidden: "The law or a policy forbids it.",
    "not-selected": "No rule asked for it.",
    "ended-before-gate": "The call ended before recording was allowed to begin.",
    withdrawn: "The agreement was withdrawn; what was kept has been erased.",
    failed: "It should have been recorded and was not.",
  },
  policy: {
    title: "Policy",
    lead: "What would be made of a call now, and why.",
    from: "Who calls",
    fromHint: "Number, agent, or empty for withheld",
    to: "Number that is dialled",
    ask: "Decide",
    notTaken: "Such a call would not be taken.",
    basis: (profile, rule, version) =>
      `Profile ${profile}${rule ? `, rule ${rule}` : ""}${version ? `, policy ${version}` : ""}.`,
    table: (version) => `Table of jurisdictions ${version}.`,
    unreviewed: (places) => `A draft, not legal advice; not reviewed by counsel: ${places}.`,
    noPlaces: "No place's law was asked: profile, rule or an unknown place decides alone.",
    whose: { customer: "Other side's number", called: "Number that was called", agent: "Agent" },
    confidence: { high: "Confidence high", medium: "Confidence medium", low: "Confidence low" },
    reviewed: (on) => `reviewed by counsel on ${on}`,
    notReviewed: "not reviewed by counsel",
  },
};
