// Room Gallery: everything in the library, found, judged and put to use. Lays out side list, toolbar, grid and details.
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { invoke, uploadFile } from "#renderer/bridge/bridge.ts";
import { onLibraryEvent } from "#renderer/session/library-events.ts";
import { readPictureDrag } from "#renderer/session/picture-drag.ts";
import { readDroppedFiles, type DroppedFile } from "#renderer/session/read-drop.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { usePictureActions } from "#renderer/session/use-picture-actions.ts";
import { DropZone } from "#renderer/ui/drop-zone.tsx";
import { ContextMenu } from "#renderer/ui/menu.tsx";
import { ResizablePanels, type PanelSpec } from "#renderer/ui/resizable-panels.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import type { CollectionId } from "#shared/model/ids.ts";
import { DetailPanel } from "./detail-panel.tsx";
import { useGalleryOverlays } from "./gallery-overlays.tsx";
import { GalleryToolbar } from "./gallery-toolbar.tsx";
import { GalleryGrid } from "./grid/gallery-grid.tsx";
import { ImportProgress } from "./import-progress.tsx";
import { createImportRun } from "./import-run.ts";
import { NothingToShow } from "./nothing-to-show.tsx";
import { openInLightbox } from "./open-in-lightbox.ts";
import { NameDialog, type NameAsk } from "./organise/name-dialog.tsx";
import { followShelf } from "./organise/shelf-store.ts";
import { SideList } from "./organise/side-list.tsx";
import { TrashBar } from "./organise/trash-bar.tsx";
import { useOrganise } from "./organise/use-organise.ts";
import { pictureMenu } from "./picture-menu.tsx";
import { isWhole, plainQuery } from "./result/gallery-query.ts";
import { createGalleryStore } from "./result/gallery-store.ts";
import { showPicture } from "./show-picture.ts";
import { openSelected, toggleStack, useGalleryCommands } from "./use-gallery-commands.ts";
import { named, usePicker } from "./use-picker.tsx";
import { usePictureCommands } from "./use-picture-commands.ts";
import { usePlaces } from "./use-places.ts";
import { useWideWindow } from "./use-wide-window.ts";
import { mostPicturesAtOnce } from "#shared/contract/picture-ids.ts";
import styles from "./gallery-room.module.css";

const Duplicates = lazy(async () => ({ default: (await import("./organise/duplicates.tsx")).Duplicates }));

/** Kept while other rooms are open, so that coming back finds the same place. */
const store = createGalleryStore(invoke);
const importRun = createImportRun(uploadFile);

/** Whether anything may have happened to pictures since the store asked for them, with nobody to hear of it. */
let hasNews = true;
onLibraryEvent(() => {
  hasNews = true;
});

/** Asks for the library's newest before anybody looks, so that the room opens with pictures in it. */
export function readyGallery(): void {
  if (store.getState().loading === "first") bringUpToDate();
}

/** The whole library stays as it was while nothing happens to it; a search may depend on the day, an order on prices. */
function bringUpToDate(): void {
  const { query, loading } = store.getState();
  if (!hasNews && loading !== "failed" && isWhole(query) && query.sort !== "cost") return;
  hasNews = false;
  void store.actions.refresh();
}

export function GalleryRoom() {
  const { t } = useTranslation("gallery");
  const actions = usePictureActions();
  const organise = useOrganise();
  const [isDetailOpen, setDetailOpen] = useState(true);
  const [isSideOpen, setSideOpen] = useWideWindow();
  const places = usePlaces(store);
  const { place, showGrid } = places;
  const [ask, setAsk] = useState<NameAsk | null>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const takeFiles = useTakeFiles();
  const picker = usePicker(takeFiles);
  const rowPx = useStudio(({ settings }) => settings.appearance.galleryRowPx);
  const selection = useStore(store, (state) => state.selection);
  const isEmpty = useStore(store, (state) => state.outline.total === 0);
  const isTrash = useStore(store, (state) => state.query.trashed);
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
    () => (store.getState().query.trashed ? [] : [...store.getState().selection.cards.values()]),
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
  const askName = () => {
    const { text, sort } = store.getState().query;
    setAsk({
      title: t("organise.saveSearch"),
      label: t("organise.name"),
      name: text.slice(0, 80),
      confirm: t("organise.saveConfirm"),
      run: async (name) => await organise.saveSearch({ name, text: text.trim(), sort }, null),
    });
  };
  const askCollection = (parent: CollectionId | null) =>
    setAsk({
      title: t("organise.newCollection"),
      label: t("organise.name"),
      name: "",
      confirm: t("organise.make"),
      run: async (name) => await organise.makeCollection(name, parent),
    });

  usePictureCommands(actions, inLibrary);
  useGalleryCommands({
    store,
    overlays,
    isGrid: place === "grid",
    onSaveSearch: askName,
    onMakeCollection: () => askCollection(null),
    onSearch: () => searchField.current?.select(),
    onSelectAll: () => void selectAll(),
    onToggleSide: () => setSideOpen((isOpen) => !isOpen),
    onToggleDetail: () => setDetailOpen((isOpen) => !isOpen),
    onImport: () => picker.open("files"),
  });

  const openPlace = (at: number) => void openInLightbox(store, at);
  const menu = pictureMenu({
    pictures: chosen,
    actions,
    isTrash,
    onOpen: () => openSelected(store),
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
        onAsk={setAsk}
        onMakeCollection={askCollection}
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
          onSaveSearch={askName}
          onPick={picker.open}
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
          <ContextMenu groups={menu}>
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
      <NameDialog ask={ask} onClose={() => setAsk(null)} />
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

export { Lightbox } from "./judge/lightbox.tsx";
