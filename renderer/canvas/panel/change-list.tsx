// The changes of a take beside the stage: a list to keep or reject with the keyboard as well as with a press on the picture.
import { useTranslation } from "react-i18next";
import { runCommand, useCommandKey } from "#renderer/session/commands.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Checkbox } from "#renderer/ui/checkbox.tsx";
import type { ChangeIsland } from "#shared/pixels/extend-selection.ts";
import type { Verdict } from "#shared/pixels/gate-take.ts";
import styles from "./panel.module.css";

export interface ChangeListProps {
  /** Largest first. */
  readonly islands: readonly ChangeIsland[];
  readonly verdict: Verdict;
  readonly kept: ReadonlySet<number>;
  /** "keep": what a take is accepted with. "select": what is added to the selection. */
  readonly use: "keep" | "select";
  readonly onKeep: (kept: ReadonlySet<number>) => void;
}

export function ChangeList({ islands, verdict, kept, use, onKeep }: ChangeListProps) {
  const { t } = useTranslation("canvas");
  const allKey = useCommandKey("canvas.keepAll");
  const noneKey = useCommandKey("canvas.keepNone");
  const put = (label: number, isKept: boolean): void => {
    const next = new Set(kept);
    if (isKept) next.add(label);
    else next.delete(label);
    onKeep(next);
  };
  return (
    <section aria-label={t("changes.title")} className={styles["changes"]}>
      <h2>{t("changes.title")}</h2>
      {islands.length === 0 ? (
        <p className={styles["hint"]}>{t("changes.none")}</p>
      ) : (
        <>
          <p className={styles["hint"]} aria-live="polite">
            {t(use === "keep" ? "changes.kept" : "changes.selected", {
              kept: kept.size,
              count: islands.length,
            })}
          </p>
          {use === "keep" && (verdict === "changed" || verdict === "warned") && (
            <p role="status" className={styles["hint"]}>
              {t(`changes.${verdict}`)}
            </p>
          )}
          <ul className={styles["changeRows"]} aria-label={t("changes.title")}>
            {islands.map(({ label, bounds }) => (
              <li key={label}>
                <Checkbox
                  label={t("changes.one", { number: label, width: bounds.width, height: bounds.height })}
                  checked={kept.has(label)}
                  onCheckedChange={(isKept) => put(label, isKept)}
                />
              </li>
            ))}
          </ul>
          <div className={styles["pair"]}>
            <Button chord={allKey} chordIn="tooltip" onClick={() => runCommand("canvas.keepAll")}>
              {t(use === "keep" ? "changes.all" : "changes.selectAll")}
            </Button>
            <Button chord={noneKey} chordIn="tooltip" onClick={() => runCommand("canvas.keepNone")}>
              {t(use === "keep" ? "changes.nothing" : "changes.selectNone")}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
