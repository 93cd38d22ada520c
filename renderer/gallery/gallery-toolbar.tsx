// What narrows and orders the grid, and what brings pictures in.
import { Heart, Import, PanelRight, Search, Trash2, X } from "lucide-react";
import { useEffect, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useCommandKey } from "#renderer/session/commands.ts";
import { studioStore, useStudio } from "#renderer/session/studio-store.ts";
import { Button } from "#renderer/ui/button.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { Menu } from "#renderer/ui/menu.tsx";
import { Select } from "#renderer/ui/select.tsx";
import { Slider } from "#renderer/ui/slider.tsx";
import { TextField } from "#renderer/ui/text-field.tsx";
import type { GalleryQuery, GalleryStore } from "./gallery-store.ts";
import styles from "./gallery-toolbar.module.css";

interface GalleryToolbarProps {
  readonly store: GalleryStore;
  readonly searchField: RefObject<HTMLInputElement | null>;
  /** The arrow down leads from the field to what was found. */
  readonly onLeaveSearch: () => void;
  readonly isDetailOpen: boolean;
  readonly onToggleDetail: () => void;
  readonly onPick: (what: "files" | "folder") => void;
}

const typingPauseMs = 120;

export function GalleryToolbar({
  store,
  searchField,
  onLeaveSearch,
  isDetailOpen,
  onToggleDetail,
  onPick,
}: GalleryToolbarProps) {
  const { t } = useTranslation("gallery");
  const query = useStore(store, (state) => state.query);
  const total = useStore(store, (state) => state.total);
  const selected = useStore(store, (state) => state.selection.ids.size);
  const searchChord = useCommandKey("gallery.search");
  const detailsChord = useCommandKey("picture.toggleDetails");
  const rowPx = useStudio(({ settings }) => settings.appearance.galleryRowPx);
  const [text, setText] = useState(query.text);
  const set = (change: Partial<GalleryQuery>) => void store.actions.setQuery(change);

  // The field follows the query when something else cleared it.
  const asked = useRef(query.text);
  useEffect(() => {
    if (query.text !== asked.current) setText(query.text);
    asked.current = query.text;
  }, [query.text]);
  useEffect(() => {
    if (text === store.getState().query.text) return undefined;
    const timer = setTimeout(() => {
      asked.current = text;
      const sort = text === "" && store.getState().query.sort === "relevance" ? "newest" : undefined;
      void store.actions.setQuery(sort === undefined ? { text } : { text, sort });
    }, typingPauseMs);
    return () => clearTimeout(timer);
  }, [store, text]);

  return (
    <div className={styles["toolbar"]} role="toolbar" aria-label={t("title")}>
      <TextField
        ref={searchField}
        type="search"
        label={t("toolbar.search")}
        isLabelHidden
        placeholder={t("toolbar.search")}
        aria-keyshortcuts={searchChord}
        value={text}
        onValueChange={setText}
        onKeyDown={(event) => {
          if (event.key === "Escape" && text !== "") {
            event.stopPropagation();
            setText("");
          } else if (event.key === "ArrowDown") {
            event.preventDefault();
            onLeaveSearch();
          }
        }}
        className={styles["search"]}
        icon={<Search size={16} strokeWidth={1.5} aria-hidden />}
        trailing={
          text === "" ? undefined : (
            <IconButton
              size="small"
              label={t("toolbar.clearSearch")}
              icon={<X size={14} strokeWidth={1.5} />}
              onClick={() => setText("")}
            />
          )
        }
      />
      <Select
        label={t("toolbar.kind")}
        isLabelHidden
        value={query.kinds[0] ?? "all"}
        options={[
          { value: "all", label: t("toolbar.allKinds") },
          { value: "generate", label: t("toolbar.generate") },
          { value: "edit", label: t("toolbar.edit") },
          { value: "import", label: t("toolbar.import") },
          { value: "composite", label: t("toolbar.composite") },
          { value: "take", label: t("toolbar.take") },
        ]}
        onValueChange={(kind) => set({ kinds: kind === "all" ? [] : [kind] })}
        className={styles["choice"]}
      />
      <Select
        label={t("toolbar.rating")}
        isLabelHidden
        value={String(query.minRating)}
        options={[0, 1, 2, 3, 4, 5].map((stars) => ({
          value: String(stars),
          label: stars === 0 ? t("toolbar.anyRating") : t("toolbar.atLeast", { count: stars }),
        }))}
        onValueChange={(stars) => set({ minRating: Number(stars) })}
        className={styles["choice"]}
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
          { value: "relevance", label: t("toolbar.relevance"), disabled: query.text === "" },
        ]}
        onValueChange={(sort) => set({ sort })}
        className={styles["choice"]}
      />
      <IconButton
        label={t("toolbar.favourites")}
        isPressed={query.favourite}
        icon={<Heart size={16} strokeWidth={1.5} />}
        onClick={() => set({ favourite: !query.favourite })}
      />
      <IconButton
        label={t("toolbar.trash")}
        isPressed={query.trashed}
        icon={<Trash2 size={16} strokeWidth={1.5} />}
        onClick={() => set({ trashed: !query.trashed })}
      />
      <output className={styles["count"]}>
        {selected > 1 ? t("toolbar.selected", { count: selected }) : t("toolbar.showing", { count: total })}
      </output>
      <Density rowPx={rowPx} />
      <Menu
        align="end"
        trigger={
          <Button icon={<Import size={16} strokeWidth={1.5} aria-hidden />}>
            {t("toolbar.importFiles")}
          </Button>
        }
        groups={[
          [
            { id: "files", label: t("toolbar.importFilesMenu"), run: () => onPick("files") },
            { id: "folder", label: t("toolbar.importFolder"), run: () => onPick("folder") },
          ],
        ]}
      />
      <IconButton
        label={t("toolbar.details")}
        chord={detailsChord}
        isPressed={isDetailOpen}
        icon={<PanelRight size={16} strokeWidth={1.5} />}
        onClick={onToggleDetail}
      />
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
