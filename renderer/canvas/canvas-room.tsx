// The room Canvas: the list of documents, or the one that is open. Pictures may be dropped or pasted anywhere in it.
import { ImagePlus } from "lucide-react";
import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { uploadFile } from "#renderer/bridge/bridge.ts";
import { canvasOpeningStore, takeOpening } from "#renderer/session/canvas-opening.ts";
import { pictureDragType, readPictureDrag } from "#renderer/session/picture-drag.ts";
import { readDroppedFiles } from "#renderer/session/read-drop.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { DropZone } from "#renderer/ui/drop-zone.tsx";
import { Skeleton } from "#renderer/ui/skeleton.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import { DocumentList } from "./options/document-list.tsx";
import { LeaveDialog } from "./options/leave-dialog.tsx";
import { OpenCanvas } from "./open-canvas.tsx";
import { createDocument, leaveDocument, openStore, reopenLast } from "./run/open-store.ts";
import styles from "./canvas-room.module.css";

const droppedTypes = ["Files", pictureDragType];

export function CanvasRoom() {
  const { t } = useTranslation("canvas");
  const open = useStore(openStore);
  const takeFiles = useTakeFiles();
  useEffect(() => {
    const take = (): boolean => {
      const picture = takeOpening();
      if (picture !== null) void createDocument({ kind: "picture", picture });
      return picture !== null;
    };
    if (!take()) void reopenLast();
    return canvasOpeningStore.subscribe(take);
  }, []);
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (event.defaultPrevented || files.length === 0 || event.clipboardData?.types.includes("text/plain"))
        return;
      event.preventDefault();
      takeFiles(files);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [takeFiles]);

  return (
    <DropZone
      className={styles["room"]}
      label={t("start.drop")}
      icon={<ImagePlus size={16} strokeWidth={1.5} />}
      types={droppedTypes}
      onDrop={(data) => {
        const [picture] = readPictureDrag(data);
        if (picture !== undefined) void createDocument({ kind: "picture", picture });
        else void readDroppedFiles(data.items).then((files) => takeFiles(files.map(({ file }) => file)));
      }}
    >
      {open.kind === "list" && <DocumentList error={open.error} onFiles={takeFiles} />}
      {open.kind === "opening" && (
        <div className={styles["opening"]} role="status">
          <Skeleton className={styles["skeleton"]} />
          <p className={styles["openingWords"]}>{t("start.opening")}</p>
        </div>
      )}
      {open.kind === "open" && (
        <OpenCanvas key={open.desk.composition.id} desk={open.desk} onLeave={() => void leaveDocument()} />
      )}
      <LeaveDialog />
    </DropZone>
  );
}

/** A file becomes a picture of the library, and the document stands on that. The first of several is taken. */
function useTakeFiles(): (files: readonly File[]) => void {
  const { t } = useTranslation("canvas");
  const { forError } = useSentences();
  return useCallback(
    (files) => {
      const [file] = files;
      if (file === undefined) {
        showToast({ title: t("start.notAPicture") });
        return;
      }
      void uploadFile("import", file, file.name).then(async (reply) => {
        if (!reply.ok) {
          const { title, next } = forError(reply.error);
          showToast({ title, description: next, tone: "danger" });
        } else if (reply.value.purpose === "import")
          await createDocument({ kind: "picture", picture: reply.value.picture.id });
      });
    },
    [t, forError],
  );
}
