// Chance with a seed, and what it does to a message: the same seed makes the same messages.

/** A source of numbers; mulberry32, after Tommy Ettinger, public domain. */
export class Chance {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  /** 0 to below 1. */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** 0 to below `bound`. */
  below(bound) {
    return Math.floor(this.next() * bound);
  }

  of(list) {
    return list[this.below(list.length)];
  }

  bytes(length) {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }

  hex(length) {
    return this.bytes(length).toString("hex");
  }
}

const LONG = "A".repeat(5_000);
const ODD = [
  "",
  " ",
  "\t",
  "\0",
  "\r",
  "\n",
  "\r\n",
  ";",
  ",",
  "<",
  ">",
  '"',
  "<<>>",
  "%00",
  "%",
  "é€𝄞",
  LONG,
  "-1",
  "0",
  "4294967296",
  "99999999999999999999",
  "1e309",
  "NaN",
  "null",
  "[",
  "{",
  "$" + "{x}",
  "../../etc",
  "<script>",
  "*",
  "@@@",
  "sip:",
  "sips:a@[::1",
  "127.0.0.1:99999",
  "255.255.255.255",
  "::",
  "a=b=c",
  "\uFFFE",
];

/** `text` with a few things wrong. */
export function spoiled(chance, text) {
  let bytes = Buffer.from(text, "utf8");
  for (let i = 1 + chance.below(4); i > 0; i--) {
    bytes = chance.of(WAYS)(chance, bytes);
  }
  return bytes.subarray(0, 60_000);
}

const WAYS = [
  function flipsABit(chance, bytes) {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) {
      copy[chance.below(copy.length)] ^= 1 << chance.below(8);
    }
    return copy;
  },
  function putsSomethingOddIn(chance, bytes) {
    const at = chance.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(chance.of(ODD)), bytes.subarray(at)]);
  },
  function cutsTheEndOff(chance, bytes) {
    return bytes.subarray(0, chance.below(bytes.length + 1));
  },
  function takesAPieceOut(chance, bytes) {
    const at = chance.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + chance.below(40))]);
  },
  function doublesALine(chance, bytes) {
    return onLines(bytes, (lines) => lines.splice(chance.below(lines.length), 0, chance.of(lines)));
  },
  function dropsALine(chance, bytes) {
    return onLines(bytes, (lines) => lines.splice(chance.below(lines.length), 1));
  },
  function replacesAValue(chance, bytes) {
    return onLines(bytes, (lines) => {
      const at = chance.below(lines.length);
      lines[at] = lines[at].replace(/([:=]\s*).*/, (_, mark) => mark + chance.of(ODD));
    });
  },
  function replacesANumber(chance, bytes) {
    return onLines(bytes, (lines) => {
      const at = chance.below(lines.length);
      lines[at] = lines[at].replace(/\d+/, () => chance.of(ODD));
    });
  },
];

function onLines(bytes, change) {
  const lines = bytes.toString("latin1").split("\r\n");
  change(lines);
  return Buffer.from(lines.join("\r\n"), "latin1");
}
