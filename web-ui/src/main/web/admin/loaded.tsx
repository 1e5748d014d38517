import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import { ErrorBox, Skeleton } from "../parts/pieces.tsx";
import { explain } from "../parts/session.ts";
import { useWords } from "../words/words.ts";

export interface Loaded<T> {
  value: T | null;
  error: unknown;
  load: () => void;
}

/** What `ask` answers, asked once and again whenever `load` is called; every `seconds` too where they are given. */
export function useLoaded<T>(ask: () => Promise<T>, deps: readonly unknown[], seconds = 0): Loaded<T> {
  const [value, setValue] = useState<T | null>(null);
  const [error, setError] = useState<unknown>(null);
  // The question is made anew with each drawing
  const load = useCallback(() => {
    ask().then(
      (answer) => {
        setValue(answer);
        setError(null);
      },
      (problem) => setError(problem),
    );
  }, deps as unknown[]);
  useEffect(() => {
    load();
    if (seconds === 0) return;
    const timer = setInterval(load, seconds * 1000);
    return () => clearInterval(timer);
  }, [load, seconds]);
  return { value, error, load };
}

/** The error, or grey rows, or what is there. */
export function Shown<T>(props: { of: Loaded<T>; children: (value: T) => ComponentChildren }) {
  const words = useWords();
  const { value, error, load } = props.of;
  if (value === null && error !== null) return <ErrorBox text={explain(error, words)} retry={load} />;
  if (value === null) return <Skeleton rows={4} />;
  return <>{props.children(value)}</>;
}
