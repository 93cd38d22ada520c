// Every way a picture gets into the tray: drop, folder, paste, file dialog, the library.
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { readPictureDrag } from "#renderer/session/picture-drag.ts";
import { announce } from "#renderer/ui/live-region.tsx";
import type { PictureId } from "#shared/model/ids.ts";
import { uploadsStore } from "#renderer/create/create-stores.ts";
import { readDroppedFiles, type DroppedFile } from "#renderer/session/read-drop.ts";

export type Intake = {
  /** Read within the event: the browser empties the data afterwards. */
  readonly takeDrop: (data: DataTransfer) => void;
  readonly takeFiles: (files: readonly File[]) => void;
};

/** Takes pasted pictures anywhere on the page while the room is open; pasted text goes where it was going. */
export function useIntake(): Intake {
  const { t } = useTranslation("create");

  const add = async (files: Promise<readonly DroppedFile[]>, ids: readonly PictureId[]): Promise<void> => {
    const { addFiles, addPictures } = uploadsStore.getState();
    const added = (await addFiles(await files)) + (await addPictures(ids));
    if (added > 0) announce(t("references.arrived", { count: added }));
  };
  const takeFiles = (files: readonly File[]): void => {
    void add(Promise.resolve(files.map((file) => ({ name: file.name, file }))), []);
  };

  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      // Word processors put a picture of the text beside the text: the text is meant then.
      if (files.length === 0 || event.clipboardData?.types.includes("text/plain")) return;
      event.preventDefault();
      takeFiles(files);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  });

  return {
    takeDrop: (data) => {
      const ids = readPictureDrag(data);
      void add(ids.length > 0 ? Promise.resolve([]) : readDroppedFiles(data.items), ids);
    },
    takeFiles,
  };
}
