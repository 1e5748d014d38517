import type { BoardNews, CallNews, RecordingNews } from "./types.ts";

/** Readers of the server's news. `connected` is told whenever the stream opens, so that a reader catches up. */
export interface Reader {
  call?: (news: CallNews) => void;
  recording?: (news: RecordingNews) => void;
  /** How running calls sound, once a second; asked of the server only while somebody reads it. */
  board?: (board: BoardNews) => void;
  connected?: () => void;
}

const longestWait = 30_000;

/** How long to wait before the given attempt, in milliseconds: 1 s, 2 s, 4 s … 30 s. */
export function backOff(attempt: number): number {
  return Math.min(longestWait, 1000 * 2 ** Math.min(attempt, 5));
}

/** The one stream of server-sent events of this page, opened with the first reader and closed with the last. */
export class Events {
  private readonly readers = new Set<Reader>();
  private source: EventSource | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private attempt = 0;
  private board = false;

  /** Adds a reader; the answer takes it away again. */
  listen(reader: Reader): () => void {
    this.readers.add(reader);
    if (this.source !== null && this.wantsBoard() !== this.board) this.source.close();
    else if (this.source !== null || this.timer !== null) return () => this.forget(reader);
    this.open();
    return () => this.forget(reader);
  }

  private forget(reader: Reader): void {
    this.readers.delete(reader);
    if (this.readers.size === 0) this.close();
  }

  private wantsBoard(): boolean {
    return [...this.readers].some((reader) => reader.board !== undefined);
  }

  close(): void {
    this.source?.close();
    this.source = null;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.attempt = 0;
  }

  private open(): void {
    this.board = this.wantsBoard();
    const source = new EventSource(this.board ? "/api/v1/events?board=1" : "/api/v1/events");
    this.source = source;
    source.onopen = () => {
      this.attempt = 0;
      for (const reader of this.readers) reader.connected?.();
    };
    source.addEventListener("call", (event) => {
      const news = parsed<CallNews>(event);
      if (news) for (const reader of this.readers) reader.call?.(news);
    });
    source.addEventListener("recording", (event) => {
      const news = parsed<RecordingNews>(event);
      if (news) for (const reader of this.readers) reader.recording?.(news);
    });
    source.addEventListener("board", (event) => {
      const board = parsed<BoardNews>(event);
      if (board) for (const reader of this.readers) reader.board?.(board);
    });
    // A browser gives up on an answer that is not 200; a restarted server must be found again all the same.
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return;
      this.source = null;
      this.timer = setTimeout(
        () => {
          this.timer = null;
          if (this.readers.size > 0) this.open();
        },
        backOff(this.attempt++),
      );
    };
  }
}

function parsed<T>(event: Event): T | null {
  try {
    return JSON.parse((event as MessageEvent<string>).data) as T;
  } catch {
    return null;
  }
}
