// What the figures of takes mean, and the keys of the strip.
import { CircleQuestionMark } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommandKey, useCommands } from "#renderer/session/commands.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { KeyHint } from "#renderer/ui/key-hint.tsx";
import { Popover } from "#renderer/ui/popover.tsx";
import styles from "./takes.module.css";

const figures = ["match", "seam", "drift", "best"] as const;

export function TakesLegend() {
  const { t } = useTranslation("canvas");
  const [isOpen, setOpen] = useState(false);
  useCommands({ "canvas.explainTakes": () => setOpen((now) => !now) });
  const chord = useCommandKey("canvas.explainTakes");
  const previous = useCommandKey("canvas.previousTake");
  const next = useCommandKey("canvas.nextTake");
  return (
    <Popover
      title={t("takes.legend.title")}
      side="top"
      align="end"
      isOpen={isOpen}
      onOpenChange={setOpen}
      className={styles["legend"]}
      trigger={
        <IconButton
          label={t("takes.legend.title")}
          chord={chord}
          side="top"
          icon={<CircleQuestionMark size={16} strokeWidth={1.5} />}
        />
      }
    >
      <dl>
        {figures.map((name) => (
          <div key={name}>
            <dt>{t(`takes.legend.${name}`)}</dt>
            <dd>{t(`takes.legend.${name}Text`)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles["hint"]}>
        <KeyHint chord="ArrowLeft" />
        <KeyHint chord="ArrowRight" />
        <KeyHint chord={previous} />
        <KeyHint chord={next} />
        {t("takes.switch")}
      </p>
      <p>{t("takes.legend.nudge")}</p>
    </Popover>
  );
}
