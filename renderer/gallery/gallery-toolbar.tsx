// What narrows and orders the grid, and what brings pictures in.
import { Import, Layers, PanelLeft, PanelRight } from "lucide-react";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useCommandKey } from "#renderer/session/commands.ts";
import { Button } from "#renderer/ui/button.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { Menu, type MenuGroups } from "#renderer/ui/menu.tsx";
import { Select } from "#renderer/ui/select.tsx";
import { Density } from "./density.tsx";
import { ResultLine } from "./result-line.tsx";
import { asksForWords } from "./result/gallery-query.ts";
import type { GalleryStore } from "./result/gallery-store.ts";
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
  readonly importMenu: MenuGroups;
}

const glyph = { size: 16, strokeWidth: 1.5 } as const;

/** Its parts follow the query by themselves, so that a letter typed draws no buttons and menus. */
export function GalleryToolbar(props: GalleryToolbarProps) {
  const { store, places, searchField, onLeaveSearch } = props;
  const { t } = useTranslation("gallery");
  const isStacked = useStore(store, (state) => state.query.stacked);

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
        <SearchField store={store} ask={places.ask} field={searchField} onLeave={onLeaveSearch} />
        <Order store={store} ask={places.ask} />
        <IconButton
          label={t("toolbar.stacks")}
          chord={useCommandKey("gallery.toggleStacks")}
          isPressed={isStacked}
          icon={<Layers {...glyph} />}
          onClick={() => places.ask({ stacked: !isStacked, openStacks: [] })}
        />
        <Density />
        <Menu
          align="end"
          trigger={<Button icon={<Import {...glyph} aria-hidden />}>{t("toolbar.importFiles")}</Button>}
          groups={props.importMenu}
        />
        <IconButton
          label={t("toolbar.details")}
          chord={useCommandKey("picture.toggleDetails")}
          isPressed={props.isDetailOpen}
          icon={<PanelRight {...glyph} />}
          onClick={props.onToggleDetail}
        />
      </div>
      <ResultLine store={store} places={places} onSaveSearch={props.onSaveSearch} />
    </div>
  );
}

function Order({ store, ask }: { readonly store: GalleryStore; readonly ask: Places["ask"] }) {
  const { t } = useTranslation("gallery");
  const sort = useStore(store, (state) => state.query.sort);
  const hasWords = useStore(store, (state) => asksForWords(state.query.text));
  return (
    <Select
      label={t("toolbar.sort")}
      isLabelHidden
      value={sort}
      options={[
        { value: "newest", label: t("toolbar.newest") },
        { value: "oldest", label: t("toolbar.oldest") },
        { value: "rating", label: t("toolbar.byRating") },
        { value: "largest", label: t("toolbar.largest") },
        { value: "relevance", label: t("toolbar.relevance"), disabled: !hasWords },
        { value: "cost", label: t("toolbar.byCost") },
      ]}
      onValueChange={(next) => ask({ sort: next })}
      className={styles["choice"]}
    />
  );
}
