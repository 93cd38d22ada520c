// Every command that is possible now, by name. Type, arrows, Enter.
import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import { useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { findHandler, keyOf, useHandlers } from "#renderer/session/commands.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { icon } from "#renderer/ui/icon-size.ts";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { KeyHint } from "#renderer/ui/key-hint.tsx";
import { commands, type CommandId } from "#shared/model/commands.ts";
import { usePalette } from "./palette-store.ts";
import { rankCommands } from "./rank-commands.ts";
import styles from "./palette.module.css";

export function Palette() {
  const isOpen = usePalette((state) => state.isOpen);
  const openings = usePalette((state) => state.openings);
  const setOpen = usePalette((state) => state.setOpen);
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  return (
    <Dialog.Root open={isOpen} onOpenChange={(next) => setOpen(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles["backdrop"]} />
        <Dialog.Popup className={styles["popup"]} initialFocus={field} aria-label={t("palette.title")}>
          <PaletteList key={openings} fieldRef={field} close={() => setOpen(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface PaletteListProps {
  readonly fieldRef: React.RefObject<HTMLInputElement | null>;
  readonly close: () => void;
}

function PaletteList({ fieldRef, close }: PaletteListProps) {
  const { t } = useTranslation();
  const listId = useId();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const handlers = useHandlers();
  const shortcuts = useStudio((state) => state.settings.shortcuts);
  const possible = useMemo(
    () =>
      commands.filter(
        ({ id }) =>
          id !== "app.palette" && handlers.some((handler) => handler.id === id) && findHandler(id) !== null,
      ),
    [handlers],
  );
  const found = rankCommands(possible, typed);
  const active = Math.min(chosen, found.length - 1);

  const run = (id: CommandId): void => {
    close();
    // After the dialog has given the focus back, so that a command may move it.
    setTimeout(() => findHandler(id)?.run(), 0);
  };
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setChosen(Math.max(0, Math.min(active + step, found.length - 1)));
    }
    const command = found[active];
    if (event.key === "Enter" && command !== undefined) {
      event.preventDefault();
      run(command.id);
    }
  };

  return (
    <>
      <div className={styles["field"]}>
        <Search {...icon} />
        <input
          ref={fieldRef}
          role="combobox"
          aria-label={t("palette.placeholder")}
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={active < 0 ? undefined : `${listId}-${active}`}
          placeholder={t("palette.placeholder")}
          spellCheck={false}
          className={styles["input"]}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosen(0);
          }}
          onKeyDown={press}
        />
      </div>
      <div id={listId} role="listbox" aria-label={t("palette.results")} className={styles["list"]}>
        {found.map((command, index) => (
          <div
            key={command.id}
            id={`${listId}-${index}`}
            ref={index === active ? scrollIntoView : undefined}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={joinClasses(styles["option"], index === active && styles["active"])}
            onPointerMove={() => setChosen(index)}
            onClick={() => run(command.id)}
            onKeyDown={press}
          >
            <span className={styles["title"]}>{command.title}</span>
            <KeyHint chord={keyOf(command, shortcuts)} />
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles["empty"]}>{t("palette.empty")}</p>}
    </>
  );
}

const scrollIntoView = (element: HTMLElement | null): void => element?.scrollIntoView({ block: "nearest" });
