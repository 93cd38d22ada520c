// What was found, in a line: how many, by which filters, and a way to keep the search.
import { Save } from "lucide-react";
import { memo, useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useCommandKey } from "#renderer/session/commands.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { withText } from "./result/gallery-query.ts";
import { knownOf, type GalleryStore } from "./result/gallery-store.ts";
import { QueryChips } from "./search/query-chips.tsx";
import type { Places } from "./use-places.ts";
import styles from "./gallery-toolbar.module.css";

interface ResultLineProps {
  readonly store: GalleryStore;
  readonly places: Places;
  readonly onSaveSearch: () => void;
}

export function ResultLine({ store, places, onSaveSearch }: ResultLineProps) {
  const isBlank = useStore(store, ({ query }) => query.text.trim() === "");
  const { ask } = places;
  const setText = useCallback((text: string) => ask(withText(store.getState().query, text)), [store, ask]);
  return (
    <div className={styles["result"]} hidden={places.place !== "grid"}>
      <Count store={store} />
      {!isBlank && <SaveSearch onSave={onSaveSearch} />}
      <QueryChips store={store} onTextChange={setText} />
    </div>
  );
}

const SaveSearch = memo(function SaveSearch({ onSave }: { readonly onSave: () => void }) {
  const { t } = useTranslation("gallery");
  return (
    <IconButton
      size="small"
      label={t("search.save")}
      chord={useCommandKey("gallery.saveSearch")}
      icon={<Save size={14} strokeWidth={1.5} />}
      onClick={onSave}
    />
  );
});

/** How many there are; in words as long as nobody knows. */
function Count({ store }: { readonly store: GalleryStore }) {
  const { t } = useTranslation("gallery");
  const kind = useStore(store, (state) => knownOf(state).kind);
  const count = useStore(store, (state) => knownOf(state).count);
  const isAsking = useStore(store, ({ question, answered }) => question !== answered);
  return (
    <output className={styles["count"]} aria-busy={isAsking && kind !== "noAnswer"}>
      {t(`toolbar.${kind}`, { count })}
    </output>
  );
}
