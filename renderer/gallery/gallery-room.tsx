// Room Gallery: everything in the library, found, judged and put to use. Lays out toolbar, grid and details.
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { invoke, uploadFile } from "#renderer/bridge/bridge.ts";
import { useCommands } from "#renderer/session/commands.ts";
import { onLibraryEvent } from "#renderer/session/library-events.ts";
import { lightboxStore } from "#renderer/session/lightbox-store.ts";
import { readDroppedFiles, type DroppedFile } from "#renderer/session/read-drop.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { DropZone } from "#renderer/ui/drop-zone.tsx";
import { ContextMenu } from "#renderer/ui/menu.tsx";
import { ResizablePanels, type PanelSpec } from "#renderer/ui/resizable-panels.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { DetailPanel } from "./detail-panel.tsx";
import { GalleryGrid } from "./gallery-grid.tsx";
import { createGalleryStore, plainQuery } from "./gallery-store.ts";
import { GalleryToolbar } from "./gallery-toolbar.tsx";
import { ImportProgress } from "./import-progress.tsx";
import { createImportRun } from "./import-run.ts";
import { NothingToShow } from "./nothing-to-show.tsx";
import { pictureMenu } from "./picture-menu.tsx";
import { selectAll, selectOnly } from "./selection.ts";
import { usePictureActions } from "#renderer/session/use-picture-actions.ts";
import { usePictureCommands } from "./use-picture-commands.ts";
import styles from "./gallery-room.module.css";

/** Kept while other rooms are open, so that coming back finds the same place. */
const store = createGalleryStore(invoke);
const importRun = createImportRun(uploadFile);

const openLightbox = (pictures: readonly PictureCard[], id: PictureId) =>
  lightboxStore.getState().open(
    pictures,
    pictures.findIndex((picture) => picture.id === id),
  );

export function GalleryRoom() {
  const { t } = useTranslation("gallery");
  const actions = usePictureActions();
  const [isDetailOpen, setDetailOpen] = useState(true);
  const searchField = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const takeFiles = useTakeFiles();
  const picker = usePicker(takeFiles);
  const rowPx = useStudio(({ settings }) => settings.appearance.galleryRowPx);
  const pictures = useStore(store, (state) => state.pictures);
  const selection = useStore(store, (state) => state.selection);
  const isTrash = useStore(store, (state) => state.query.trashed);

  useEffect(() => {
    void store.actions.refresh();
    return onLibraryEvent((event) => store.actions.hear(event));
  }, []);
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) takeFiles(files.map(named));
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [takeFiles]);

  const inHand = useCallback(() => {
    const { pictures: all, selection: now } = store.getState();
    return all.filter(({ id }) => now.ids.has(id));
  }, []);
  const inLibrary = useCallback(() => (store.getState().query.trashed ? [] : inHand()), [inHand]);
  const openSelected = useCallback(() => {
    const { selection: now, pictures: all } = store.getState();
    const chosen = inHand();
    if (now.focus === null) return;
    if (chosen.length > 1 && now.ids.has(now.focus)) openLightbox(chosen, now.focus);
    else openLightbox(all, now.focus);
  }, [inHand]);
  const show = useCallback(async (id: PictureId) => {
    if (!store.getState().pictures.some((picture) => picture.id === id)) {
      const reply = await invoke("picture.get", { id });
      if (!reply.ok) return;
      // A relative that the filter hides: show everything again, so that it has a place.
      await store.actions.setQuery(plainQuery);
    }
    store.actions.select(selectOnly(id));
  }, []);

  usePictureCommands(actions, inLibrary);
  useCommands({
    "gallery.search": () => searchField.current?.select(),
    "gallery.selectAll": () => {
      const { pictures: all, selection: now } = store.getState();
      store.actions.select(
        selectAll(
          all.map(({ id }) => id),
          now,
        ),
      );
    },
    "picture.open": { enabled: () => store.getState().selection.focus !== null, run: openSelected },
    "picture.toggleDetails": () => setDetailOpen((isOpen) => !isOpen),
    "library.import": () => picker.open("files"),
  });

  const chosen = pictures.filter(({ id }) => selection.ids.has(id));
  const grid: PanelSpec = {
    id: "grid",
    minWidthPx: 320,
    content: (
      <div className={styles["main"]}>
        <GalleryToolbar
          store={store}
          searchField={searchField}
          onLeaveSearch={() => list.current?.focus()}
          isDetailOpen={isDetailOpen}
          onToggleDetail={() => setDetailOpen(!isDetailOpen)}
          onPick={picker.open}
        />
        {pictures.length === 0 ? (
          <NothingToShow store={store} />
        ) : (
          <ContextMenu groups={pictureMenu({ pictures: chosen, actions, isTrash, onOpen: openSelected, t })}>
            <div className={styles["grid"]}>
              <GalleryGrid store={store} list={list} rowPx={rowPx} onOpen={openLightbox} />
            </div>
          </ContextMenu>
        )}
        <ImportProgress run={importRun} />
        {picker.inputs}
      </div>
    ),
  };
  const detail: PanelSpec = {
    id: "detail",
    widthPx: 320,
    minWidthPx: 260,
    maxWidthPx: 520,
    content: (
      <DetailPanel
        pictures={chosen}
        actions={actions}
        isTrash={isTrash}
        onOpen={openSelected}
        onShow={(id) => void show(id)}
        onClose={() => setDetailOpen(false)}
      />
    ),
  };

  return (
    <DropZone
      label={t("drop.title")}
      types={["Files"]}
      onDrop={(data) => void readDroppedFiles(data.items).then((dropped) => takeFiles(dropped))}
      className={styles["room"]}
    >
      <ResizablePanels id="gallery" panels={isDetailOpen ? [grid, detail] : [grid]} />
    </DropZone>
  );
}

const named = (file: File): DroppedFile => ({ name: file.name, file });

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

/** The file dialogs of the browser; both hosts have them. */
function usePicker(takeFiles: (files: readonly DroppedFile[]) => void) {
  const { t } = useTranslation("gallery");
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement) => {
    const chosen = [...(input.files ?? [])].filter(({ name }) => !name.startsWith("."));
    input.value = "";
    takeFiles(chosen.map(named));
  };
  return {
    open: (what: "files" | "folder") => (what === "files" ? files : folder).current?.click(),
    inputs: (
      <>
        <input
          ref={files}
          type="file"
          multiple
          accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
          aria-label={t("toolbar.importFilesMenu")}
          hidden
          onChange={(event) => take(event.currentTarget)}
        />
        <input
          ref={folder}
          type="file"
          multiple
          aria-label={t("toolbar.importFolder")}
          hidden
          onChange={(event) => take(event.currentTarget)}
          {...{ webkitdirectory: "" }}
        />
      </>
    ),
  };
}

export { Lightbox } from "./lightbox.tsx";
