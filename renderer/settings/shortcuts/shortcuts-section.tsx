// Section Shortcuts: every command with its key, to be changed.
import { RotateCcw, Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keyOf } from "#renderer/session/commands.ts";
import { studioStore, useStudio } from "#renderer/session/studio-store.ts";
import { Button } from "#renderer/ui/button.tsx";
import { icon } from "#renderer/ui/icon-size.ts";
import { TextField } from "#renderer/ui/text-field.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import type { CommandScope } from "#shared/model/command.ts";
import { Section } from "#renderer/settings/section.tsx";
import { useSaver } from "#renderer/session/use-saver.ts";
import { findCommands } from "./judge-chord.ts";
import { ShortcutRow } from "./shortcut-row.tsx";
import styles from "./shortcuts-section.module.css";

/** In this order. A scope that were left out would leave its keys without a place to change them. */
const everyScope = {
  app: true,
  create: true,
  gallery: true,
  lightbox: true,
  canvas: true,
  usage: true,
  settings: true,
} satisfies Record<CommandScope, true>;
const scopes = Object.keys(everyScope) as (keyof typeof everyScope)[];

export function ShortcutsSection() {
  const { t } = useTranslation("settings");
  const shortcuts = useStudio((state) => state.settings.shortcuts);
  const saver = useSaver();
  const [typed, setTyped] = useState("");
  const found = findCommands(typed, (command) => keyOf(command, shortcuts));

  const resetAll = async (): Promise<void> => {
    const before = studioStore.getState().settings.shortcuts;
    if (!(await saver.run(async () => await studioStore.getState().updateSettings({ shortcuts: {} }))))
      return;
    showToast({
      title: t("shortcuts.resetDone"),
      action: { label: t("shortcuts.undo"), run: () => void saver.save({ shortcuts: before }) },
    });
  };

  return (
    <Section id="shortcuts" intro={t("shortcuts.intro")}>
      <div className={styles["bar"]}>
        <TextField
          label={t("shortcuts.search")}
          isLabelHidden
          type="search"
          className={styles["search"]}
          icon={<Search {...icon} />}
          placeholder={t("shortcuts.search")}
          spellCheck={false}
          value={typed}
          onValueChange={setTyped}
        />
        <Button
          tone="ghost"
          icon={<RotateCcw {...icon} />}
          disabled={Object.keys(shortcuts).length === 0}
          onClick={() => void resetAll()}
        >
          {t("shortcuts.resetAll")}
        </Button>
      </div>
      {saver.error !== null && (
        <p role="alert" className={styles["error"]}>
          {saver.error}
        </p>
      )}
      {found.length === 0 && <p className={styles["none"]}>{t("shortcuts.none")}</p>}
      {scopes.map((scope) => {
        const inScope = found.filter((command) => command.scope === scope);
        if (inScope.length === 0) return null;
        return (
          <div key={scope}>
            <h3 className={styles["scope"]}>{t(`shortcuts.scope.${scope}`)}</h3>
            <ul className={styles["list"]}>
              {inScope.map((command) => (
                <ShortcutRow key={command.id} command={command} chord={keyOf(command, shortcuts)} />
              ))}
            </ul>
          </div>
        );
      })}
    </Section>
  );
}
