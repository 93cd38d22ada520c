// What narrows and orders the grid, and what brings pictures in.
import { Import, Layers, PanelLeft, PanelRight, Save } from "lucide-react";
import { useMemo, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useCommandKey } from "#renderer/session/commands.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { studioStore, useStudio } from "#renderer/session/studio-store.ts";
import { Button } from "#renderer/ui/button.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { Menu } from "#renderer/ui/menu.tsx";
import { Select } from "#renderer/ui/select.tsx";
import { Slider } from "#renderer/ui/slider.tsx";
import { parseQuery } from "#shared/rules/parse-query.ts";
import { knownValues, useShelf } from "./organise/shelf-store.ts";
import { plainQuery } from "./result/gallery-query.ts";
import type { GalleryStore } from "./result/gallery-store.ts";
import { QueryChips } from "./search/query-chips.tsx";
import { importEntries } from "./transfer/import-entries.ts";
import { SearchField } from "./search/search-field.tsx";
import type { Places } from "./use-places.ts";
import styles from "./gallery-toolbar.module.css";

interface GalleryToolbarProps {
  readonly store: GalleryStore;
  readonly places: Places;
  readonly searchField: RefObject<HTMLInputElement | null>;
  /** The arrow down leads from the field to what was found. */
  readonly onLeaveSearch: () => void;
  readonly isSideOpen: boolean;
  readonly onToggleSide: () => void;
  readonly isDetailOpen: boolean;
  readonly onToggleDetail: () => void;
  readonly onSaveSearch: () => void;
  readonly onPick: (what: "files" | "folder") => void;
}

const glyph = { size: 16, strokeWidth: 1.5 } as const;

export function GalleryToolbar(props: GalleryToolbarProps) {
  const { store, places, searchField, onLeaveSearch, onPick } = props;
  const { t: transferWords } = useTranslation("transfer");
  const { forError } = useSentences();
  const hasFolders = useStudio((state) => state.abilities.includes("choose-library"));
  const { t } = useTranslation("gallery");
  const query = useStore(store, (state) => state.query);
  const total = useStore(store, (state) => state.outline.total);
  const isAsking = useStore(
    store,
    ({ question, answered, loading }) => question !== answered && loading === "ready",
  );
  const selected = useStore(store, (state) => state.selection.cards.size);
  const shelf = useShelf((state) => state);
  const known = useMemo(() => knownValues(shelf), [shelf]);
  const rowPx = useStudio(({ settings }) => settings.appearance.galleryRowPx);
  const parsed = useMemo(() => parseQuery(query.text), [query.text]);
  const set = places.ask;
  const saveKey = useCommandKey("gallery.saveSearch");
  const hasWords = parsed.terms.some(({ filter, isNegated }) => filter.field === "text" && !isNegated);
  const setText = (text: string) => {
    const isLost =
      query.sort === "relevance" && !parseQuery(text).terms.some(({ filter }) => filter.field === "text");
    set({ text, openStacks: [], ...(isLost ? { sort: plainQuery.sort } : {}) });
  };

  return (
    <div className={styles["head"]}>
      <div className={styles["toolbar"]} role="toolbar" aria-label={t("title")}>
        <IconButton
          label={t("toolbar.side")}
          chord={useCommandKey("gallery.toggleSide")}
          isPressed={props.isSideOpen}
          icon={<PanelLeft {...glyph} />}
          onClick={props.onToggleSide}
        />
        <SearchField
          text={query.text}
          parsed={parsed}
          known={known}
          onTextChange={setText}
          onLeave={onLeaveSearch}
          field={searchField}
          chord={useCommandKey("gallery.search")}
        />
        <Select
          label={t("toolbar.sort")}
          isLabelHidden
          value={query.sort}
          options={[
            { value: "newest", label: t("toolbar.newest") },
            { value: "oldest", label: t("toolbar.oldest") },
            { value: "rating", label: t("toolbar.byRating") },
            { value: "largest", label: t("toolbar.largest") },
            { value: "relevance", label: t("toolbar.relevance"), disabled: !hasWords },
            { value: "cost", label: t("toolbar.byCost") },
          ]}
          onValueChange={(sort) => set({ sort })}
          className={styles["choice"]}
        />
        <IconButton
          label={t("toolbar.stacks")}
          chord={useCommandKey("gallery.toggleStacks")}
          isPressed={query.stacked}
          icon={<Layers {...glyph} />}
          onClick={() => set({ stacked: !query.stacked, openStacks: [] })}
        />
        <Density rowPx={rowPx} />
        <Menu
          align="end"
          trigger={<Button icon={<Import {...glyph} aria-hidden />}>{t("toolbar.importFiles")}</Button>}
          groups={[
            [
              { id: "files", label: t("toolbar.importFilesMenu"), run: () => onPick("files") },
              { id: "folder", label: t("toolbar.importFolder"), run: () => onPick("folder") },
            ],
            ...importEntries(hasFolders, transferWords, forError),
          ]}
        />
        <IconButton
          label={t("toolbar.details")}
          chord={useCommandKey("picture.toggleDetails")}
          isPressed={props.isDetailOpen}
          icon={<PanelRight {...glyph} />}
          onClick={props.onToggleDetail}
        />
      </div>
      <div className={styles["result"]} hidden={places.place !== "grid"}>
        <output className={styles["count"]} aria-busy={isAsking}>
          {selected > 1 ? t("toolbar.selected", { count: selected }) : t("toolbar.showing", { count: total })}
        </output>
        {query.text.trim() !== "" && (
          <IconButton
            size="small"
            label={t("search.save")}
            chord={saveKey}
            icon={<Save size={14} strokeWidth={1.5} />}
            onClick={props.onSaveSearch}
          />
        )}
        <QueryChips text={query.text} parsed={parsed} onTextChange={setText} />
      </div>
    </div>
  );
}

/** Row height; shown at once, written to the settings when the thumb is let go. */
function Density({ rowPx }: { readonly rowPx: number }) {
  const { t } = useTranslation("gallery");
  const { appearance } = studioStore.getState().settings;
  const show = (galleryRowPx: number) =>
    void studioStore.getState().updateSettings({ appearance: { ...appearance, galleryRowPx } });
  const [dragged, setDragged] = useState<number | null>(null);
  const drawn = dragged ?? rowPx;
  return (
    <Slider
      label={t("toolbar.density")}
      isLabelHidden
      value={drawn}
      min={96}
      max={480}
      step={8}
      valueText={t("toolbar.densityText", { px: drawn })}
      onValueChange={setDragged}
      onValueCommitted={(px) => {
        show(px);
        setDragged(null);
      }}
      className={styles["density"]}
    />
  );
}
