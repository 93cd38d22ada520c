// Saves one control's change and remembers how it went, so that the control can show it beside itself.
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSentences } from "./sentences.ts";
import { studioStore } from "./studio-store.ts";
import { announce } from "#renderer/ui/live-region.tsx";
import type { CallInput } from "#shared/contract/registry.ts";
import type { Result } from "#shared/errors/result.ts";

export interface Saver {
  readonly state: "idle" | "saving" | "saved";
  /** A sentence; null while all is well. */
  readonly error: string | null;
  /** Changes settings. */
  readonly save: (change: CallInput<"settings.update">) => Promise<void>;
  /** Runs any other change and shows its outcome in the same way; true when it went well. */
  readonly run: (change: () => Promise<Result<unknown>>) => Promise<boolean>;
  /** Shows a refusal of the page itself, before anything is sent; null takes it back. */
  readonly refuse: (error: string | null) => void;
}

const shownMs = 2_000;

export function useSaver(): Saver {
  const { t } = useTranslation("settings");
  const { forError } = useSentences();
  const [state, setState] = useState<Saver["state"]>("idle");
  const [error, setError] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);

  const run = useCallback(
    async (change: () => Promise<Result<unknown>>) => {
      const number = ++latest.current;
      clearTimeout(timer.current);
      setError(null);
      setState("saving");
      const reply = await change();
      // A newer change of the same control speaks for itself.
      if (number !== latest.current) return reply.ok;
      if (reply.ok) {
        setState("saved");
        announce(t("saved"));
        timer.current = setTimeout(() => setState("idle"), shownMs);
      } else {
        const { title, next } = forError(reply.error);
        setState("idle");
        setError(`${title}. ${next}`);
      }
      return reply.ok;
    },
    [t, forError],
  );
  const save = useCallback<Saver["save"]>(
    async (change) => {
      await run(async () => await studioStore.getState().updateSettings(change));
    },
    [run],
  );
  return { state, error, save, run, refuse: setError };
}
