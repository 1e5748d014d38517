import type { ComponentType, FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useWords } from "../words/words.ts";
import { ErrorBox, Skeleton } from "./pieces.tsx";

/** A part of the page that is fetched when it is first shown. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): FunctionComponent<P> {
  let known: ComponentType<P> | null = null;
  return function Later(props: P) {
    const words = useWords();
    const [part, setPart] = useState<{ component: ComponentType<P> } | null>(
      known === null ? null : { component: known },
    );
    const [failed, setFailed] = useState(false);
    const fetch = () => {
      setFailed(false);
      load().then(
        (component) => {
          known = component;
          setPart({ component });
        },
        () => setFailed(true),
      );
    };
    // Fetched once; what was fetched does not change
    useEffect(() => {
      if (known === null) fetch();
    }, []);
    if (failed) return <ErrorBox text={words.error.unreachable} retry={fetch} />;
    if (part === null) return <Skeleton rows={4} />;
    const { component: Part } = part;
    return <Part {...props} />;
  };
}
