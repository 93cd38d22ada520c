// What can be done with all that is selected at once, from a panel and by key.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { changeTarget } from "#renderer/canvas/document/change-target.ts";
import { targetRegion } from "#renderer/canvas/document/target-region.ts";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { runCommand, useCommandKey, useCommands } from "#renderer/session/commands.ts";
import { Button } from "#renderer/ui/button.tsx";
import { announce } from "#renderer/ui/live-region.tsx";
import { NumberField } from "#renderer/ui/number-field.tsx";
import { Popover } from "#renderer/ui/popover.tsx";
import type { WholeOperation } from "#shared/model/region.ts";
import styles from "./options.module.css";

const byPx = [
  { kind: "grow", command: "canvas.grow" },
  { kind: "shrink", command: "canvas.shrink" },
  { kind: "feather", command: "canvas.feather" },
] as const;

export function SelectionMenu({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const [px, setPx] = useState(8);
  const [isOpen, setOpen] = useState(false);
  const composition = useStore(desk.document, (state) => state.composition);
  const hasRegion = useStore(desk.view, (view) => targetRegion({ composition, view }) !== null);
  const has = (): boolean =>
    targetRegion({ composition: desk.composition, view: desk.view.getState() }) !== null;
  const change = async (operation: WholeOperation): Promise<void> => {
    await changeTarget(desk, operation);
    announce(t("selection.changed", { deed: t(`selection.${wordOf[operation.kind]}`) }));
  };
  useCommands({
    "canvas.grow": { enabled: has, run: () => void change({ kind: "grow", px }) },
    "canvas.shrink": { enabled: has, run: () => void change({ kind: "shrink", px }) },
    "canvas.feather": { enabled: has, run: () => void change({ kind: "feather", px }) },
    "canvas.fillHoles": { enabled: has, run: () => void change({ kind: "fill-holes" }) },
    "canvas.invert": () => void change({ kind: "invert" }),
    "canvas.selectionMenu": () => setOpen(true),
  });
  const keys = {
    menu: useCommandKey("canvas.selectionMenu"),
    all: useCommandKey("canvas.selectAll"),
    none: useCommandKey("canvas.deselect"),
    invert: useCommandKey("canvas.invert"),
    fill: useCommandKey("canvas.fillHoles"),
    grow: useCommandKey("canvas.grow"),
    shrink: useCommandKey("canvas.shrink"),
    feather: useCommandKey("canvas.feather"),
  };
  return (
    <Popover
      title={t("selection.label")}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button tone="ghost" chord={keys.menu} chordIn="tooltip">
          {t("selection.label")}
        </Button>
      }
      className={styles["popover"]}
    >
      <div className={styles["deeds"]}>
        <Button chord={keys.all} onClick={() => runCommand("canvas.selectAll")}>
          {t("selection.all")}
        </Button>
        <Button
          chord={keys.none}
          disabled={composition.selection === null}
          onClick={() => runCommand("canvas.deselect")}
        >
          {t("selection.none")}
        </Button>
        <Button chord={keys.invert} onClick={() => runCommand("canvas.invert")}>
          {t("selection.invert")}
        </Button>
        <Button chord={keys.fill} disabled={!hasRegion} onClick={() => runCommand("canvas.fillHoles")}>
          {t("selection.fill")}
        </Button>
      </div>
      <NumberField
        layout="row"
        className={styles["number"]}
        label={t("selection.by")}
        unit={t("tools.px")}
        min={1}
        max={255}
        value={px}
        onValueChange={(next) => next !== null && setPx(next)}
      />
      <div className={styles["deeds"]}>
        {byPx.map(({ kind, command }) => (
          <Button key={kind} chord={keys[kind]} disabled={!hasRegion} onClick={() => runCommand(command)}>
            {t(`selection.${kind}`)}
          </Button>
        ))}
      </div>
    </Popover>
  );
}

const wordOf = {
  grow: "grow",
  shrink: "shrink",
  feather: "feather",
  "fill-holes": "fill",
  invert: "invert",
} as const satisfies Record<WholeOperation["kind"], string>;
