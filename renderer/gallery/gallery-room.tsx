// Room Gallery: everything in the library, found, judged and put to use. Lays out side list, toolbar, grid and details.
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { flushSync } from "react-dom";
import { useStore } from "zustand";
import { uploadFile } from "#renderer/bridge/bridge.ts";
import { onLibraryEvent } from "#renderer/session/library-events.ts";
import { readPictureDrag } from "#renderer/session/picture-drag.ts";
import { readDroppedFiles, type DroppedFile } from "#renderer/session/read-drop.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { useWatched } from "#renderer/session/use-watched.ts";
import { usePictureActions } from "#renderer/session/use-picture-actions.ts";
import { DropZone } from "#renderer/ui/drop-zone.tsx";
import { ContextMenu } from "#renderer/ui/menu.tsx";
import { ResizablePanels, type PanelSpec } from "#renderer/ui/resizable-panels.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import type { PictureCard } from "#shared/model/picture.ts";
import { DetailPanel } from "./detail-panel.tsx";
import { useGalleryOverlays } from "./gallery-overlays.tsx";
import { GalleryToolbar } from "./gallery-toolbar.tsx";
import { bringUpToDate, galleryStore as store } from "./kept-gallery.ts";
import { GalleryGrid } from "./grid/gallery-grid.tsx";
import { ImportProgress } from "./import-progress.tsx";
import { createImportRun } from "./import-run.ts";
import { NothingToShow } from "./nothing-to-show.tsx";
import { openInLightbox } from "./open-in-lightbox.ts";
import { followShelf } from "./organise/shelf-store.ts";
import { searchesId, SideList, sideListId } from "./organise/side-list.tsx";
import { TrashBar } from "./organise/trash-bar.tsx";
import { useNaming } from "./organise/use-naming.tsx";
import { useOrganise } from "./organise/use-organise.ts";
import { pictureMenu } from "./picture-menu.tsx";
import { isOfTrash, plainQuery } from "./result/gallery-query.ts";
import { showPicture } from "./show-picture.ts";
import { openSelected, toggleStack, useGalleryCommands } from "./use-gallery-commands.ts";
import { named, usePicker } from "./use-picker.tsx";
import { usePictureCommands } from "./use-picture-commands.ts";
import { folderImports } from "./transfer/folder-imports.ts";
import { importEntries } from "./transfer/import-entries.ts";
import { useImportCommands } from "./use-import-commands.ts";
import { usePlaces } from "./use-places.ts";
import { useViewCommands } from "./use-view-commands.ts";
import { useWideWindow } from "./use-wide-window.ts";
import { mostPicturesAtOnce } from "#shared/contract/picture-ids.ts";
import styles from "./gallery-room.module.css";

const Duplicates = lazy(async () => ({ default: (await import("./organise/duplicates.tsx")).Duplicates }));

const importRun = createImportRun(uploadFile);

export function GalleryRoom() {
  const { t } = useTranslation("gallery");
  const { t: transferWords } = useTranslation("transfer");
  const { forError } = useSentences();
  const actions = usePictureActions();
  const organise = useOrganise();
  const [isDetailOpen, setDetailOpen] = useState(true);
  const [isSideOpen, setSideOpen] = useWideWindow();
  const places = usePlaces(store);
  const { place, showGrid } = places;
  const naming = useNaming(store, organise);
  const searchField = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const takeFiles = useTakeFiles();
  const picker = usePicker(takeFiles);
  const rowPx = useStudio(({ settings }) => settings.appearance.galleryRowPx);
  const selection = useStore(store, (state) => state.selection);
  const isEmpty = useStore(store, (state) => state.outline.total === 0);
  const isTrash = useStore(store, (state) => isOfTrash(state.query));
  const chosen = useMemo(() => [...selection.cards.values()], [selection.cards]);

  useEffect(() => {
    bringUpToDate();
    const ends = [onLibraryEvent((event) => store.actions.hear(event)), followShelf()];
    return () => {
      for (const end of ends) end();
    };
  }, []);
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) takeFiles(files.map(named));
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [takeFiles]);

  const show = useCallback(
    (id: Parameters<typeof showPicture>[1]) => {
      showGrid();
      void showPicture(store, id);
    },
    [showGrid],
  );
  const overlays = useGalleryOverlays(chosen, organise, show);
  const inLibrary = useCallback(
    () => (isOfTrash(store.getState().query) ? [] : [...store.getState().selection.cards.values()]),
    [],
  );
  const selectAll = async () => {
    const { outline, selection: now } = store.getState();
    const cards = await store.actions.cardsBetween(0, outline.total);
    if (cards === null) return;
    if (outline.total > mostPicturesAtOnce)
      showToast({ title: t("grid.many", { count: mostPicturesAtOnce }) });
    store.actions.select({
      cards: new Map(cards.map((card) => [card.id, card])),
      focus: now.focus ?? 0,
      anchor: 0,
    });
  };
  const takeAgain = async (former: PictureCard) => {
    const picture = await actions.takeAgain(former);
    if (picture === null) return;
    // What the library told of it may still be on its way into the grid.
    await store.actions.refresh();
    show(picture.id);
  };
  usePictureCommands(actions, inLibrary, undefined, (picture) => void takeAgain(picture));
  const watched = useWatched();
  const imports = folderImports(transferWords, forError);
  useViewCommands(store, places.ask);
  useImportCommands(picker.open, imports, watched !== null);
  useGalleryCommands({
    store,
    overlays,
    isGrid: place === "grid",
    onSaveSearch: naming.saveSearch,
    onMakeCollection: () => naming.makeCollection(null),
    onSearch: () => searchField.current?.select(),
    onSelectAll: () => void selectAll(),
    onToggleSide: () => setSideOpen((isOpen) => !isOpen),
    onToggleDetail: () => setDetailOpen((isOpen) => !isOpen),
    onShowSearches: () => {
      flushSync(() => setSideOpen(true));
      // Without a saved search the list says where they would be.
      const reached = document.getElementById(searchesId) ?? document.getElementById(sideListId);
      reached?.querySelector("button")?.focus();
    },
  });

  const openPlace = (at: number) => void openInLightbox(store, at);
  const menu = pictureMenu({
    pictures: chosen,
    actions,
    isTrash,
    onOpen: () => openSelected(store),
    onTakeAgain: (picture) => void takeAgain(picture),
    overlays,
    t,
  });
  const side: PanelSpec = {
    id: "side",
    widthPx: 210,
    minWidthPx: 150,
    maxWidthPx: 360,
    content: (
      <SideList
        store={store}
        places={places}
        organise={organise}
        onAsk={naming.ask}
        onMakeCollection={naming.makeCollection}
        onClose={() => setSideOpen(false)}
      />
    ),
  };
  const grid: PanelSpec = {
    id: "grid",
    minWidthPx: 300,
    content: (
      <div className={styles["main"]}>
        <GalleryToolbar
          store={store}
          places={places}
          searchField={searchField}
          onLeaveSearch={() => list.current?.focus()}
          isSideOpen={isSideOpen}
          onToggleSide={() => setSideOpen(!isSideOpen)}
          isDetailOpen={isDetailOpen}
          onToggleDetail={() => setDetailOpen(!isDetailOpen)}
          onSaveSearch={naming.saveSearch}
          importMenu={importEntries(watched, picker.open, imports, transferWords)}
        />
        {place === "grid" && isTrash && <TrashBar store={store} />}
        {place === "duplicates" ? (
          <Suspense>
            <Duplicates actions={actions} onCompare={overlays.compare} />
          </Suspense>
        ) : isEmpty ? (
          <div className={styles["empty"]}>
            <NothingToShow store={store} />
          </div>
        ) : (
          <ContextMenu label={t("grid.menu")} groups={menu}>
            <div className={styles["grid"]}>
              <GalleryGrid
                store={store}
                list={list}
                rowPx={rowPx}
                onOpen={openPlace}
                onToggleStack={(picture) => toggleStack(store, picture)}
              />
            </div>
          </ContextMenu>
        )}
        <ImportProgress
          run={importRun}
          actions={actions}
          onShowRecipes={() => void store.actions.setQuery({ ...plainQuery, text: "is:recipe " })}
        />
        {picker.inputs}
      </div>
    ),
  };
  const detail: PanelSpec = {
    id: "detail",
    widthPx: 320,
    minWidthPx: 240,
    maxWidthPx: 520,
    content: (
      <DetailPanel
        pictures={chosen}
        actions={actions}
        organise={organise}
        overlays={overlays}
        menu={menu}
        isTrash={isTrash}
        onOpen={() => openSelected(store)}
        onTakeAgain={(picture) => void takeAgain(picture)}
        onShow={show}
        onClose={() => setDetailOpen(false)}
      />
    ),
  };

  return (
    <DropZone
      label={t("drop.title")}
      types={["Files"]}
      onDrop={(data) => {
        // The library's own pictures, let go where they came from, are there already.
        if (readPictureDrag(data).length > 0) return;
        void readDroppedFiles(data.items).then((dropped) => takeFiles(dropped));
      }}
      className={styles["room"]}
    >
      <ResizablePanels
        id="gallery"
        panels={[...(isSideOpen ? [side] : []), grid, ...(isDetailOpen ? [detail] : [])]}
      />
      {naming.drawn}
      {overlays.drawn}
    </DropZone>
  );
}

/** What to do with files that were dropped, pasted or chosen. */
function useTakeFiles() {
  const { t } = useTranslation("gallery");
  return useCallback(
    (files: readonly DroppedFile[]) => {
      if (files.length === 0) showToast({ title: t("import.nothing") });
      else void importRun.start(files);
    },
    [t],
  );
}

export { readyGallery } from "./kept-gallery.ts";
export { Lightbox } from "./judge/lightbox.tsx";
