// One take in the strip: its picture or the place where it will be, and what is known of it.
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PlaceOutcome } from "#renderer/canvas/preview/place-messages.ts";
import { Badge } from "#renderer/ui/badge.tsx";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { Skeleton } from "#renderer/ui/skeleton.tsx";
import { Thumb } from "#renderer/ui/thumb.tsx";
import { thumbUrl } from "#shared/contract/media.ts";
import type { Run } from "#shared/model/composition.ts";
import type { JobId } from "#shared/model/ids.ts";
import { isSettled } from "#shared/model/job.ts";
import type { PatchWindow } from "#shared/model/patch.ts";
import type { Desk } from "./desk.ts";
import { stepTake } from "./run-deeds.ts";
import type { TakeCard } from "./take-cards.ts";
import { TakeScores } from "./take-scores.tsx";
import { TakeTrouble } from "./take-trouble.tsx";
import { TakeUnderWay } from "./take-under-way.tsx";
import styles from "./takes.module.css";

interface CardProps {
  readonly desk: Desk;
  readonly run: Run;
  readonly card: TakeCard;
  readonly number: number;
  readonly isChosen: boolean;
  readonly trial: PlaceOutcome | null;
  /** How it stands among the others; null for nothing to say. */
  readonly mark: "best" | "bestSoFar" | null;
  readonly onAccept: () => void;
}

export function TakeCardView({ desk, run, card, number, isChosen, trial, mark, onAccept }: CardProps) {
  const { t } = useTranslation("canvas");
  const { job, state, reply } = card;
  // Ready is what can be chosen: a picture that is saved and whose file is not known yet is on its way.
  const stage = state?.state === "saved" && reply === null ? "spooled" : (state?.state ?? "gone");
  const words = t(`takes.state.${stage}`);
  const { request } = run.window;
  const name = t("takes.take", { number });
  const whole = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) whole.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [isChosen]);
  return (
    <div ref={whole} className={joinClasses(styles["card"], isChosen && styles["chosen"])}>
      <button
        type="button"
        role="radio"
        aria-checked={isChosen}
        aria-label={`${name}, ${words}`}
        aria-describedby={mark === null ? `said-${job}` : `mark-${job} said-${job}`}
        data-take={job}
        tabIndex={isChosen || (number === 1 && desk.state.getState().chosen === null) ? 0 : -1}
        disabled={reply === null}
        className={styles["thumb"]}
        onClick={() => desk.choose(job)}
        onPointerEnter={() => desk.peek(job)}
        onPointerLeave={() => desk.peek(null)}
        onDoubleClick={onAccept}
        onKeyDown={(event) => {
          const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : null;
          if (by === null && event.key !== "Enter") return;
          event.preventDefault();
          event.stopPropagation();
          if (by === null) return onAccept();
          stepTake(desk, by, job);
          focusTake(event.currentTarget, desk.state.getState().chosen);
          return undefined;
        }}
      >
        {reply === null ? (
          <Coming size={request} isOver={state === null || isSettled(state)}>
            {words}
          </Coming>
        ) : (
          <div className={styles["pixels"]} style={{ width: fitting(request) }}>
            <Thumb
              src={thumbUrl(reply, 320)}
              alt=""
              widthPx={request.width}
              heightPx={request.height}
              isLazy={false}
            />
          </div>
        )}
        {mark !== null && (
          <span id={`mark-${job}`} className={styles["mark"]}>
            <Badge isOverlay>{t(`takes.${mark}`)}</Badge>
          </span>
        )}
      </button>
      <div id={`said-${job}`} className={styles["said"]}>
        {reply !== null ? (
          <TakeScores trial={trial} run={run} />
        ) : state === null ? null : isSettled(state) ? (
          <TakeTrouble desk={desk} job={state} />
        ) : (
          <TakeUnderWay job={state} name={name} />
        )}
      </div>
    </div>
  );
}

/** A take of which the host has not said yet that it is in its list. */
export function ComingCard({ number, size }: { readonly number: number; readonly size: Size }) {
  const { t } = useTranslation("canvas");
  const name = t("takes.take", { number });
  return (
    <div className={styles["card"]} role="group" aria-label={`${name}, ${t("takes.preparing")}`}>
      <div className={styles["thumb"]}>
        <Coming size={size}>{t("takes.state.preparing")}</Coming>
      </div>
      <div className={styles["said"]}>
        <ProgressBar label={name} value={null} />
      </div>
    </div>
  );
}

type Size = PatchWindow["request"];

/** The place of a picture in its true shape. */
function Coming({
  size,
  isOver = false,
  children,
}: {
  readonly size: Size;
  /** Nothing comes any more. */
  readonly isOver?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <span className={styles["coming"]}>
      {!isOver && (
        <span className={styles["pixels"]} style={{ width: fitting(size) }}>
          <Skeleton aspectRatio={size.width / size.height} />
        </span>
      )}
      <span className={styles["stage"]}>{children}</span>
    </span>
  );
}

/** The width at which all of a shape is in its box. */
function fitting({ width, height }: Size): string {
  return `min(100cqw, ${(100 * width) / height}cqh)`;
}

function focusTake(from: HTMLElement, job: JobId | null): void {
  if (job === null) return;
  from.closest('[role="radiogroup"]')?.querySelector<HTMLElement>(`[data-take="${job}"]`)?.focus();
}
