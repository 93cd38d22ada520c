// What can be done with the trash as a whole and with what is selected in it. Deleting for good is asked about, because it
// cannot be undone.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import type { GalleryStore } from "#renderer/gallery/result/gallery-store.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { useCommandKey, useCommands } from "#renderer/session/commands.ts";
import { AlertDialog } from "#renderer/ui/alert-dialog.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import type { StudioError } from "#shared/errors/studio-error.ts";
import styles from "./trash-bar.module.css";
import { useStore } from "zustand";

export function TrashBar({ store }: { readonly store: GalleryStore }) {
  const { t } = useTranslation("gallery");
  const sentences = useSentences();
  const total = useStore(store, (state) => state.outline.total);
  const selected = useStore(store, (state) => state.selection.cards);
  const [asked, setAsked] = useState<{ readonly what: "selected" | "all"; readonly count: number }>();
  const [isAsking, setAsking] = useState(false);
  const isChosen = selected.size > 0;

  const fail = (error: StudioError) => {
    const { title, next } = sentences.forError(error);
    showToast({ title, description: next, tone: "danger" });
  };
  /** Does it to the selected pictures, or to all that the trash shows: a search narrows the trash as well. */
  const run = async (what: "selected" | "all", deed: "restore" | "purge") => {
    const { text } = store.getState().query;
    const reply =
      what === "selected"
        ? await invoke(`picture.${deed}`, { ids: [...selected.keys()] })
        : await invoke(`trash.${deed}`, { search: { text } });
    if (!reply.ok) fail(reply.error);
  };
  const ask = (what: "selected" | "all", count: number) => {
    setAsked({ what, count });
    setAsking(true);
  };
  /** Counts the takes of stacks one by one, as they go. */
  const askAll = async () => {
    const { text } = store.getState().query;
    const found = await invoke("picture.search", { text, trashed: true, limit: 1 });
    if (found.ok) ask("all", found.value.total);
    else fail(found.error);
  };
  const askSelected = () => ask("selected", selected.size);

  useCommands({
    "picture.restore": { enabled: () => isChosen, run: () => void run("selected", "restore") },
    "picture.purge": { enabled: () => isChosen, run: askSelected },
  });
  const chords = { restore: useCommandKey("picture.restore"), purge: useCommandKey("picture.purge") };

  if (total === 0) return null;
  return (
    <div className={styles["bar"]}>
      <span className={styles["note"]}>{t("trash.note")}</span>
      <Button
        chord={isChosen ? chords.restore : undefined}
        onClick={() => void run(isChosen ? "selected" : "all", "restore")}
      >
        {isChosen ? t("actions.restore") : t("trash.restoreAll")}
      </Button>
      <Button
        tone="danger"
        chord={isChosen ? chords.purge : undefined}
        onClick={() => (isChosen ? askSelected() : void askAll())}
      >
        {isChosen ? t("actions.purge") : t("trash.empty")}
      </Button>
      <AlertDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t("trash.purgeTitle", { count: asked?.count ?? 0 })}
        description={t("trash.purgeText")}
        cancelLabel={t("trash.keep")}
        choices={[
          {
            label: t("trash.purge"),
            tone: "danger",
            run: () => void run(asked?.what ?? "selected", "purge"),
          },
        ]}
      />
    </div>
  );
}
