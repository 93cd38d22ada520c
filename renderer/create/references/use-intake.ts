// Every way a picture gets into the tray: drop, folder, paste, file dialog, the library, a link.
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { readPictureDrag } from "#renderer/session/picture-drag.ts";
import { announce } from "#renderer/ui/live-region.tsx";
import type { PictureId } from "#shared/model/ids.ts";
import { uploadsStore } from "#renderer/create/create-stores.ts";
import { readDroppedLinks, readPastedLinks } from "./read-links.ts";
import { readDroppedFiles, type DroppedFile } from "#renderer/session/read-drop.ts";

/** What has come: files, pictures of the library, web addresses. */
type Haul = {
  readonly files?: Promise<readonly DroppedFile[]> | readonly DroppedFile[];
  readonly ids?: readonly PictureId[];
  readonly links?: readonly string[];
};

export type Intake = {
  /** Read within the event: the browser empties the data afterwards. */
  readonly takeDrop: (data: DataTransfer) => void;
  readonly takeFiles: (files: readonly File[]) => void;
};

/**
 * Takes pasted pictures anywhere on the page while the room is open, and pasted links outside text fields; other text
 * goes where it was going.
 */
export function useIntake(): Intake {
  const { t } = useTranslation("create");

  const add = async ({ files = [], ids = [], links = [] }: Haul): Promise<void> => {
    const { addFiles, addPictures, addAddresses } = uploadsStore.getState();
    const added = (await addFiles(await files)) + (await addPictures(ids)) + (await addAddresses(links));
    if (added > 0) announce(t("references.arrived", { count: added }));
  };
  const takeFiles = (files: readonly File[]): void => {
    void add({ files: files.map((file) => ({ name: file.name, file })) });
  };
  const takeLinks = (links: readonly string[]): void => void add({ links });

  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const data = event.clipboardData;
      if (data === null) return;
      const links = isTyping(event.target) ? [] : readPastedLinks(data);
      // Word processors put a picture of the text beside the text: the text is meant then.
      const files = data.types.includes("text/plain") ? [] : [...data.files];
      if (links.length === 0 && files.length === 0) return;
      event.preventDefault();
      if (files.length > 0) takeFiles(files);
      else takeLinks(links);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  });

  return {
    takeDrop: (data) => {
      const ids = readPictureDrag(data);
      if (ids.length > 0) void add({ ids });
      // A picture dragged out of a web page comes with its file and its link: the file needs no fetching.
      else if (data.types.includes("Files")) void add({ files: readDroppedFiles(data.items) });
      else takeLinks(readDroppedLinks(data));
    },
    takeFiles,
  };
}

const textFields = 'input, textarea, select, [contenteditable="true"], [role="textbox"]';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(textFields) !== null;
}
