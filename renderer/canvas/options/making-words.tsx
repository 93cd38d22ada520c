// What a way out under way is at: which it is, how far, for how long yet; and its stop.
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import type { Making } from "#renderer/canvas/run/desk-state.ts";
import { runCommand, useCommandKey } from "#renderer/session/commands.ts";
import { Button } from "#renderer/ui/button.tsx";
import { announce } from "#renderer/ui/live-region.tsx";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { makingTimes } from "./making-times.ts";
import styles from "./stage-notes.module.css";

interface MakingWordsProps {
  readonly desk: Desk;
  readonly making: Making;
}

export function MakingWords({ desk, making: { what, since } }: MakingWordsProps) {
  const { t } = useTranslation("canvas");
  const progress = useStore(desk.state, (now) => now.progress) ?? 0;
  const stopKey = useCommandKey("canvas.stop");
  const now = useSeconds();
  const { elapsedS, leftS } = makingTimes(since, now, progress);
  const name = t(`out.making.${what}`);
  const stop = useRef<HTMLButtonElement>(null);
  useEffect(() => announce(name), [name]);
  // The stop goes with what it stops; the focus goes back to where that was begun.
  useLayoutEffect(() => {
    const button = stop.current;
    return () => {
      if (button !== null && document.activeElement === button)
        document.querySelector<HTMLElement>("[data-ways-out]")?.focus();
    };
  }, []);
  return (
    <>
      <span className={styles["figures"]}>
        {t("out.far", { name, percent: Math.round(100 * progress) })}{" "}
        {leftS === null ? t("out.elapsed", { elapsedS }) : t("out.elapsedLeft", { elapsedS, leftS })}
      </span>
      <ProgressBar className={styles["progress"]} label={name} value={progress} />
      <Button ref={stop} chord={stopKey} onClick={() => runCommand("canvas.stop")}>
        {t("out.stop")}
      </Button>
    </>
  );
}

/** The time, Unix milliseconds, told once a second. */
function useSeconds(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
