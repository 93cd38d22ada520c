// The patches from top to bottom: shown or hidden, in hand, renamed, moved, deleted. Also the list that a screen reader
// gets of what is on the stage.
import { ArrowDown, ArrowUp, Eye, EyeOff, ImageUp, RotateCcw, Trash2 } from "lucide-react";
import { useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CanvasDocument } from "#renderer/canvas/document/canvas-document.ts";
import { runCommand, useCommandKey, useCommands } from "#renderer/session/commands.ts";
import { FocusHeir } from "#renderer/ui/focus-heir.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { TextField } from "#renderer/ui/text-field.tsx";
import type { PatchId } from "#shared/model/ids.ts";
import type { Patch } from "#shared/model/patch.ts";
import type { PatchReport } from "./patch-report.ts";
import { patchState } from "./patch-state.ts";
import { shiftPatch } from "./shift-patch.ts";
import styles from "./panel.module.css";

interface PatchListProps {
  readonly document: CanvasDocument;
  /** Bottom to top. */
  readonly patches: readonly Patch[];
  readonly reports: ReadonlyMap<PatchId, PatchReport>;
  readonly active: PatchId | null;
  readonly onActivate: (id: PatchId | null) => void;
  /** False on an empty canvas: there is no picture to ask from. */
  readonly hasBase: boolean;
}

const small = { size: 14, strokeWidth: 1.5 } as const;

export function PatchList({ document, patches, reports, active, onActivate, hasBase }: PatchListProps) {
  const { t } = useTranslation("canvas");
  const [renaming, setRenaming] = useState<PatchId | null>(null);
  const { actions } = document;
  const list = useRef<HTMLUListElement>(null);
  const renamed = useRef<PatchId | null>(null);
  const names = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-patch]") ?? [])];
  useCommands({
    "canvas.renamePatch": { enabled: () => active !== null, run: () => setRenaming(active) },
  });
  const keys = {
    show: useCommandKey("canvas.togglePatch"),
    up: useCommandKey("canvas.patchUp"),
    down: useCommandKey("canvas.patchDown"),
    again: useCommandKey("canvas.askAgain"),
    againBase: useCommandKey("canvas.askAgainBase"),
    remove: useCommandKey("canvas.deletePatch"),
  };
  // A key that ends the renaming leads back to the name; a press elsewhere has its own aim.
  useLayoutEffect(() => {
    if (renaming !== null || renamed.current === null) return;
    names()
      .find((name) => name.dataset["patch"] === renamed.current)
      ?.focus();
    renamed.current = null;
  }, [renaming]);
  /** The focus goes to the patch below, or above; the stage gets it with the last row. */
  const remove = (id: PatchId): void => {
    const all = names();
    const at = all.findIndex((name) => name.dataset["patch"] === id);
    (all[at + 1] ?? all[at - 1])?.focus();
    actions.deletePatch(id);
  };
  if (patches.length === 0) return <p className={styles["hint"]}>{t("panel.none")}</p>;
  return (
    <ul ref={list} className={styles["patches"]} aria-label={t("panel.patches")}>
      {patches.toReversed().map((patch) => {
        const index = patches.indexOf(patch);
        const { id, name } = patch;
        const isActive = id === active;
        const state = patchState(patch, reports.get(id));
        return (
          <li key={id} className={joinClasses(styles["patch"], isActive && styles["active"])}>
            <FocusHeir />
            <div className={styles["row"]}>
              <IconButton
                size="small"
                side="left"
                label={t(patch.isVisible ? "panel.hide" : "panel.show", { name })}
                chord={isActive ? keys.show : ""}
                icon={patch.isVisible ? <Eye {...small} /> : <EyeOff {...small} />}
                onClick={() => actions.showPatch(id, !patch.isVisible)}
              />
              {renaming === id ? (
                <RenameField
                  name={name}
                  onDone={(typed, isByKey) => {
                    if (isByKey) renamed.current = id;
                    if (typed !== null && typed.trim() !== "")
                      actions.renamePatch(id, typed.trim().slice(0, 200));
                    setRenaming(null);
                  }}
                />
              ) : (
                <button
                  type="button"
                  data-patch={id}
                  className={styles["name"]}
                  aria-pressed={isActive}
                  aria-keyshortcuts="F2 Delete Alt+ArrowUp Alt+ArrowDown"
                  onClick={() => onActivate(isActive ? null : id)}
                  onDoubleClick={() => setRenaming(id)}
                  onKeyDown={(event) => {
                    if (event.key === "F2") setRenaming(id);
                    else if (event.key === "Delete") remove(id);
                    else if (event.altKey && event.key === "ArrowUp") shiftPatch(document, id, 1, t);
                    else if (event.altKey && event.key === "ArrowDown") shiftPatch(document, id, -1, t);
                    else return;
                    event.preventDefault();
                    event.stopPropagation();
                  }}
                >
                  <span className={styles["words"]}>{name}</span>
                  <span className={joinClasses(styles["faint"], styles[state])}>
                    {t(`panel.state.${state}`)}, {t("panel.takes", { count: patch.takes.length })}
                  </span>
                </button>
              )}
            </div>
            {isActive && (
              <div className={styles["deeds"]}>
                <IconButton
                  size="small"
                  label={t("panel.up", { name })}
                  chord={keys.up}
                  icon={<ArrowUp {...small} />}
                  isIdle={index === patches.length - 1}
                  onClick={() => shiftPatch(document, id, 1, t)}
                />
                <IconButton
                  size="small"
                  label={t("panel.down", { name })}
                  chord={keys.down}
                  icon={<ArrowDown {...small} />}
                  isIdle={index === 0}
                  onClick={() => shiftPatch(document, id, -1, t)}
                />
                <IconButton
                  size="small"
                  label={t("panel.again", { name })}
                  chord={keys.again}
                  icon={<RotateCcw {...small} />}
                  onClick={() => runCommand("canvas.askAgain")}
                />
                <IconButton
                  size="small"
                  label={t("panel.againBase", { name })}
                  chord={keys.againBase}
                  icon={<ImageUp {...small} />}
                  disabled={index === 0 || !hasBase}
                  onClick={() => runCommand("canvas.askAgainBase")}
                />
                <IconButton
                  size="small"
                  label={t("panel.remove", { name })}
                  chord={keys.remove}
                  icon={<Trash2 {...small} />}
                  onClick={() => remove(id)}
                />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Enter and leaving the field keep the name, Escape does not. */
function RenameField({
  name,
  onDone,
}: {
  readonly name: string;
  readonly onDone: (typed: string | null, isByKey: boolean) => void;
}) {
  const { t } = useTranslation("canvas");
  const [typed, setTyped] = useState(name);
  return (
    <TextField
      label={t("panel.rename")}
      isLabelHidden
      autoFocus
      className={styles["rename"]}
      value={typed}
      onValueChange={setTyped}
      onBlur={() => onDone(typed, false)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== "Escape") return;
        // The rest of the key must not press the name, which has the focus by then.
        event.preventDefault();
        onDone(event.key === "Enter" ? typed : null, true);
      }}
    />
  );
}
