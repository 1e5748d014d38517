// Whoever means us harm, or does not know better: one for each door of the product. Each sends `burst` things and counts.
import { createSocket } from "node:dgram";
import { connect } from "node:net";
import { spoiled } from "./chance.mjs";
import { pause } from "./programs.mjs";

const METHODS = [
  "INVITE",
  "OPTIONS",
  "REGISTER",
  "ACK",
  "BYE",
  "CANCEL",
  "INFO",
  "UPDATE",
  "PRACK",
  "REFER",
  "SUBSCRIBE",
  "NOTIFY",
  "MESSAGE",
  "PUBLISH",
  "invite",
  "X",
];
const NUMBERS = ["+493023125545", "+493023125200", "anna", "ben", "+4930123", "110", "%00", "a b"];

/** A whole and right SIP message; what is wrong with it comes afterwards. */
function sip(chance, transport) {
  const method = chance.of(METHODS);
  const sdp = [
    "v=0",
    "o=x 1 1 IN IP4 127.0.0.1",
    "s=-",
    "c=IN IP4 127.0.0.1",
    "t=0 0",
    "m=audio 40000 RTP/AVP 8 0 101",
    "a=rtpmap:8 PCMA/8000",
    "a=rtpmap:101 telephone-event/8000",
    "a=sendrecv",
    "",
  ].join("\r\n");
  const body = ["INVITE", "UPDATE", "ACK", "PRACK"].includes(method) && chance.below(3) > 0 ? sdp : "";
  const number = chance.of(NUMBERS);
  const first =
    chance.below(6) === 0
      ? `SIP/2.0 ${100 + chance.below(600)} Well`
      : `${method} sip:${number}@127.0.0.1 SIP/2.0`;
  const rack = method === "PRACK" ? ["RAck: 1 1 INVITE"] : [];
  const refer = method === "REFER" ? [`Refer-To: <sip:${chance.of(NUMBERS)}@127.0.0.1>`] : [];
  return [
    first,
    `Via: SIP/2.0/${transport} 127.0.0.1:${5000 + chance.below(3)};branch=z9hG4bK${chance.hex(4)};rport`,
    "Max-Forwards: 70",
    `From: "x" <sip:${chance.of(NUMBERS)}@127.0.0.1>;tag=${chance.hex(3)}`,
    `To: <sip:${number}@127.0.0.1>${chance.below(3) === 0 ? `;tag=${chance.hex(3)}` : ""}`,
    `Call-ID: ${chance.below(4) === 0 ? "same" : chance.hex(6)}`,
    `CSeq: ${1 + chance.below(3)} ${method}`,
    `Contact: <sip:x@127.0.0.1:${5000 + chance.below(3)};transport=${transport.toLowerCase()}>`,
    "Supported: 100rel, timer, replaces",
    ...rack,
    ...refer,
    ...(body ? ["Content-Type: application/sdp"] : []),
    `Content-Length: ${body.length}`,
    "",
    body,
  ].join("\r\n");
}

export class SipOverUdp {
  name = "SIP over UDP";
  sent = 0;

  constructor(ports) {
    this.port = ports.sip;
    this.socket = createSocket("udp4").on("error", () => {});
  }

  async burst(chance) {
    for (let i = 0; i < 20; i++) {
      this.socket.send(spoiled(chance, sip(chance, "UDP")), this.port, "127.0.0.1");
      this.sent++;
    }
  }

  close() {
    this.socket.close();
  }
}

/** A stream that is cut anywhere, several messages to a piece. */
export class SipOverTcp {
  name = "SIP over TCP";
  sent = 0;

  constructor(ports) {
    this.port = ports.sip;
  }

  async burst(chance) {
    const wire = await connected(this.port);
    for (let i = 0; i < 5 && !wire.destroyed; i++) {
      const bytes = spoiled(chance, sip(chance, "TCP") + (chance.below(2) ? sip(chance, "TCP") : ""));
      const at = chance.below(bytes.length + 1);
      wire.write(bytes.subarray(0, at));
      wire.write(bytes.subarray(at));
      this.sent++;
    }
    await ended(wire);
  }

  close() {}
}

/** Frames by hand, for good clients send none that are wrong (RFC 6455 section 5.2). */
export class SipOverWebSocket {
  name = "SIP over WebSocket";
  sent = 0;

  constructor(ports) {
    this.port = ports.http;
  }

  async burst(chance) {
    const wire = await connected(this.port);
    wire.write(
      `GET /sip HTTP/1.1\r\nHost: 127.0.0.1:${this.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: sip\r\n\r\n",
    );
    for (let i = 0; i < 5 && !wire.destroyed; i++) {
      wire.write(frame(chance, spoiled(chance, sip(chance, "WS"))));
      this.sent++;
    }
    await ended(wire);
  }

  close() {}
}

function frame(chance, payload) {
  const opcode = chance.below(8) === 0 ? chance.below(256) : 0x81;
  const mask = chance.bytes(4);
  const head =
    payload.length < 126
      ? Buffer.from([opcode, 0x80 | payload.length])
      : Buffer.from([opcode, 0x80 | 126, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([head, mask, payload.map((byte, i) => byte ^ mask[i % 4])]);
}

/** STUN, DTLS, SRTP, RTP and RTCP that nobody asked for, at the browsers' port and at the trunks' ports. */
export class Media {
  name = "media ports";
  sent = 0;

  constructor(ports) {
    const [first, last] = ports.rtp.split("-").map(Number);
    this.ports = [ports.webrtc, ...Array.from({ length: last - first + 1 }, (_, i) => first + i)];
    this.socket = createSocket("udp4").on("error", () => {});
  }

  async burst(chance) {
    for (let i = 0; i < 40; i++) {
      const port = chance.below(2) ? this.ports[0] : chance.of(this.ports);
      this.socket.send(datagram(chance), port, "127.0.0.1");
      this.sent++;
    }
  }

  close() {
    this.socket.close();
  }
}

/** The first byte says what it claims to be (RFC 7983). */
function datagram(chance) {
  const claims = chance.of([
    [0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42],
    [0, 1, 0, 8, 0x21, 0x12, 0xa4, 0x42],
    [22, 254, 253, 0, 0],
    [20, 254, 255],
    [0x80, 8],
    [0x80, 101],
    [0x90, 0x6f],
    [0x81, 200, 0, 6],
    [0x8f, 205],
    [64],
    [255],
    [],
  ]);
  return Buffer.concat([Buffer.from(claims), chance.bytes(chance.below(chance.below(5) ? 64 : 1_400))]);
}

const PATHS = [
  "/login",
  "/me",
  "/node",
  "/calls",
  "/calls/x",
  "/calls?state=live",
  "/recordings",
  "/recordings/x",
  "/recordings/x/audio",
  "/recordings/x/waveform",
  "/recordings/x/comments",
  "/recordings/x/evaluations",
  "/recordings/x/evidence?reason=abc",
  "/policy/simulate",
  "/policy/decisions/x",
  "/ledger/entries",
  "/ledger/statement?day=2026-11-25",
  "/receipts/x",
  "/softphone/credentials",
  "/scorecards",
  "/collections",
  "/samples",
  "/subjects/access",
  "/calls/x/transfer",
  "/calls/x/marker",
  "/openapi.yaml",
  "/../../conf/mitschnitt.yaml",
];

/** Requests of people who are logged in, with odd words, and bytes that are no request at all. */
export class Http {
  name = "HTTP";
  sent = 0;
  /** Answers of 500 and above that say no more than that we broke. */
  broken = [];

  constructor(ports, people) {
    this.port = ports.http;
    this.people = people;
  }

  async burst(chance) {
    for (let i = 0; i < 4; i++) {
      await this.request(chance);
    }
    const wire = await connected(this.port);
    wire.write(
      spoiled(chance, `GET /api/v1/node HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\n\r\n{}x`),
    );
    this.sent++;
    await ended(wire);
  }

  async request(chance) {
    const person = chance.of(this.people);
    const method = chance.of(["GET", "GET", "POST", "PUT", "DELETE", "PATCH"]);
    const word = encodeURIComponent(spoiled(chance, "word").toString("utf8").slice(0, 300));
    const path = `${chance.of(PATHS)}`.replace("x", () => (chance.below(2) ? word : chance.hex(16)));
    const query = chance.below(2)
      ? `${path.includes("?") ? "&" : "?"}${chance.of(["q", "cursor", "limit", "from"])}=${word}`
      : "";
    const body = spoiled(
      chance,
      '{"username":"anna","password":"x","from":"+4930","to":"+4931","text":"t","at":1}',
    );
    const headers = {
      cookie: person.cookie,
      "x-csrf-token": person.csrf,
      "content-type": "application/json",
    };
    if (chance.below(4) === 0) {
      headers.range = `bytes=${chance.of(["0-", "-1", "5-2", "99999999999-", "a-b", "0-0,2-3"])}`;
    }
    try {
      const address = `http://127.0.0.1:${this.port}/api/v1${path}${query}`;
      const answer = await fetch(address, { method, headers, body: method === "GET" ? undefined : body });
      await answer.arrayBuffer();
      if (answer.status >= 500 && answer.status !== 503 && answer.status !== 501) {
        this.broken.push(
          `${method} ${path}${query} ${answer.status} body ${method === "GET" ? "" : body.toString("latin1").slice(0, 300)}`,
        );
      }
    } catch {
      // the connection may be closed on us; whether the product lives is asked elsewhere
    }
    this.sent++;
  }

  close() {}
}

async function connected(port) {
  const wire = connect(port, "127.0.0.1").on("error", () => {});
  wire.resume();
  await new Promise((resolve) => wire.once("connect", resolve).once("close", resolve));
  return wire;
}

async function ended(wire) {
  wire.end();
  await Promise.race([new Promise((resolve) => wire.once("close", resolve)), pause(200)]);
  wire.destroy();
}
