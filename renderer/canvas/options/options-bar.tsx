// The bar on top: the document's name and state, the tool's options, ways of seeing, ways out.
import { ArrowLeft, Check, Maximize, Redo2, RefreshCw, TriangleAlert, Undo2 } from "lucide-react";
import { memo, useCallback, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { undoLast } from "#renderer/canvas/run/put-away.ts";
import { runCommand, useCommandKey, useCommands } from "#renderer/session/commands.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { TextField } from "#renderer/ui/text-field.tsx";
import { ExtendDialog } from "./extend-dialog.tsx";
import { nowAndThen } from "./now-and-then.ts";
import { ToolOptions } from "./tool-options.tsx";
import { ViewMenu } from "./view-menu.tsx";
import { WaysOutMenu } from "./ways-out-menu.tsx";
import styles from "./options.module.css";

interface OptionsBarProps {
  readonly desk: Desk;
  readonly onLeave: () => void;
}

const icon = { size: 16, strokeWidth: 1.5 } as const;

export const OptionsBar = memo(function OptionsBar({ desk, onLeave }: OptionsBarProps) {
  const { t } = useTranslation("canvas");
  const { document } = desk;
  const canUndo = useStore(document, ({ past, draft }) => past.length > 0 || draft !== null);
  const canBringBack = useStore(desk.state, ({ putAway }) => putAway !== null);
  const canRedo = useStore(document, ({ future }) => future.length > 0);
  const [isExtending, setExtending] = useState(false);
  useCommands({ "canvas.extendNumbers": () => setExtending(true) });
  const leaveKey = useCommandKey("canvas.documents");
  const undoKey = useCommandKey("canvas.undo");
  const redoKey = useCommandKey("canvas.redo");
  const fitKey = useCommandKey("canvas.fit");
  return (
    <div className={styles["bar"]} role="toolbar" aria-label={t("bar.label")}>
      <IconButton
        label={t("bar.documents")}
        chord={leaveKey}
        icon={<ArrowLeft {...icon} />}
        onClick={onLeave}
      />
      <NameField desk={desk} />
      <SaveMark desk={desk} />
      <IconButton
        label={t("bar.undo")}
        chord={undoKey}
        icon={<Undo2 {...icon} />}
        disabled={!canUndo && !canBringBack}
        onClick={() => undoLast(desk)}
      />
      <IconButton
        label={t("bar.redo")}
        chord={redoKey}
        icon={<Redo2 {...icon} />}
        disabled={!canRedo}
        onClick={document.actions.redo}
      />
      <ToolOptions desk={desk} />
      <div className={styles["end"]}>
        <IconButton
          label={t("bar.fit")}
          chord={fitKey}
          icon={<Maximize {...icon} />}
          onClick={() => runCommand("canvas.fit")}
        />
        <ZoomShare desk={desk} />
        <ViewMenu desk={desk} />
        <WaysOutMenu desk={desk} />
      </div>
      <ExtendDialog desk={desk} isOpen={isExtending} onOpenChange={setExtending} />
    </div>
  );
});

/** Time between two figures while the view is zoomed, ms. */
const SHARE_EVERY_MS = 250;

/** Apart from the bar, and not with every frame of a zoom: to lay out and paint a figure takes as long as the stage does. */
function ZoomShare({ desk: { view } }: Pick<OptionsBarProps, "desk">) {
  const { t } = useTranslation("canvas");
  const subscribe = useCallback(
    (onChange: () => void) => {
      const { tell, stop } = nowAndThen(onChange, SHARE_EVERY_MS);
      const unsubscribe = view.subscribe(tell);
      return () => {
        unsubscribe();
        stop();
      };
    },
    [view],
  );
  const percent = useSyncExternalStore(subscribe, () => {
    const state = view.getState();
    return Math.round(100 * state.view.scale * state.pixelRatio);
  });
  return <span className={styles["zoom"]}>{t("bar.zoom", { percent })}</span>;
}

function NameField({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const name = useStore(desk.document, ({ composition }) => composition.name);
  const [typed, setTyped] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useCommands({ "canvas.rename": () => field.current?.select() });
  const keep = (): void => {
    if (typed !== null && typed.trim() !== "") desk.document.actions.rename(typed.trim());
    setTyped(null);
  };
  return (
    <TextField
      ref={field}
      label={t("bar.name")}
      isLabelHidden
      className={styles["name"]}
      maxLength={200}
      value={typed ?? name}
      onValueChange={setTyped}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setTyped(null);
      }}
    />
  );
}

function SaveMark({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const { kind } = useStore(desk.save.state);
  const words = kind === "saved" ? t("bar.saved") : kind === "saving" ? t("bar.saving") : t("bar.failed");
  const Sign = kind === "saved" ? Check : kind === "saving" ? RefreshCw : TriangleAlert;
  return (
    <span className={styles["saved"]} title={words}>
      <Sign {...icon} aria-hidden />
      <span>{words}</span>
    </span>
  );
}
