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
import { searchOf } from "#renderer/gallery/result/gallery-query.ts";
import type { PictureId } from "#shared/model/ids.ts";
import styles from "./trash-bar.module.css";
import { useStore } from "zustand";

export function TrashBar({ store }: { readonly store: GalleryStore }) {
  const { t } = useTranslation("gallery");
  const sentences = useSentences();
  const total = useStore(store, (state) => state.outline.total);
  const selected = useStore(store, (state) => state.selection.cards);
  const [asked, setAsked] = useState<"selected" | "all" | null>(null);
  const isChosen = selected.size > 0;

  /** Does it to the selected pictures, or to all that the trash shows, as many at a time as one call takes. */
  const run = async (what: "selected" | "all", call: "picture.restore" | "picture.purge") => {
    const chosen: readonly PictureId[] = [...selected.keys()];
    // Those that were counted and asked about: a search narrows the trash as well.
    const search = { ...searchOf(store.getState().query), openStacks: [] };
    for (;;) {
      const ids = what === "selected" ? chosen : await idsOf(search);
      if (ids.length === 0) return;
      const reply = await invoke(call, { ids: [...ids] });
      if (!reply.ok) {
        const { title, next } = sentences.forError(reply.error);
        showToast({ title, description: next, tone: "danger" });
        return;
      }
      // Fewer than were asked for: it was stopped, and the rest is left alone.
      if (what === "selected" || reply.value.ids.length < ids.length) return;
    }
  };

  useCommands({
    "picture.restore": { enabled: () => isChosen, run: () => void run("selected", "picture.restore") },
    "picture.purge": { enabled: () => isChosen, run: () => setAsked("selected") },
  });
  const chords = { restore: useCommandKey("picture.restore"), purge: useCommandKey("picture.purge") };

  if (total === 0) return null;
  return (
    <div className={styles["bar"]}>
      <span className={styles["note"]}>{t("trash.note")}</span>
      <Button
        chord={isChosen ? chords.restore : undefined}
        onClick={() => void run(isChosen ? "selected" : "all", "picture.restore")}
      >
        {isChosen ? t("actions.restore") : t("trash.restoreAll")}
      </Button>
      <Button
        tone="danger"
        chord={isChosen ? chords.purge : undefined}
        onClick={() => setAsked(isChosen ? "selected" : "all")}
      >
        {isChosen ? t("actions.purge") : t("trash.empty")}
      </Button>
      <AlertDialog
        isOpen={asked !== null}
        onOpenChange={(isOpen) => !isOpen && setAsked(null)}
        title={t("trash.purgeTitle", { count: asked === "selected" ? selected.size : total })}
        description={t("trash.purgeText")}
        cancelLabel={t("trash.keep")}
        choices={[
          {
            label: t("trash.purge"),
            tone: "danger",
            run: () => void run(asked ?? "selected", "picture.purge"),
          },
        ]}
      />
    </div>
  );
}

async function idsOf(search: ReturnType<typeof searchOf>): Promise<readonly PictureId[]> {
  const reply = await invoke("picture.ids", search);
  return reply.ok ? reply.value.ids : [];
}
