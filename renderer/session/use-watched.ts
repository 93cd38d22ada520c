// The watched folder as the host tells it, kept current while someone looks.
import { useEffect, useState } from "react";
import { invoke, onEvent } from "#renderer/bridge/bridge.ts";
import type { WatchState } from "#shared/contract/calls/import-calls.ts";

/** Null where none is watched, and until the host has answered. */
export function useWatched(): WatchState | null {
  const [watch, setWatch] = useState<WatchState | null>(null);
  useEffect(() => {
    let hasNews = false;
    const end = onEvent((event) => {
      if (event.name !== "watch.changed") return;
      hasNews = true;
      setWatch(event.watch);
    });
    void invoke("import.watched", {}).then((reply) => {
      if (reply.ok && !hasNews) setWatch(reply.value);
    });
    return () => {
      hasNews = true;
      end();
    };
  }, []);
  return watch;
}
