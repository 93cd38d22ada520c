// The library's state, asked for again whenever pictures come or go.
import { useCallback, useEffect, useState } from "react";
import { invoke } from "#renderer/bridge/bridge.ts";
import { onLibraryEvent } from "#renderer/session/library-events.ts";
import type { CallReply } from "#shared/contract/registry.ts";

const pauseMs = 500;

export function useLibraryState(): {
  /** Null until the first answer. */
  readonly reply: CallReply<"library.state"> | null;
  readonly reload: () => void;
} {
  const [reply, setReply] = useState<CallReply<"library.state"> | null>(null);
  const [asked, setAsked] = useState(0);
  const reload = useCallback(() => setAsked((count) => count + 1), []);
  useEffect(() => {
    let isHere = true;
    const ask = async (): Promise<void> => {
      const answer = await invoke("library.state", {});
      if (isHere) setReply(answer);
    };
    void ask();
    return () => {
      isHere = false;
    };
  }, [asked]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = onLibraryEvent((event) => {
      if (event.name === "pictures.changed") return;
      // Pictures come in bursts; one question for each burst is enough.
      clearTimeout(timer);
      timer = setTimeout(reload, pauseMs);
    });
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [reload]);
  return { reply, reload };
}
