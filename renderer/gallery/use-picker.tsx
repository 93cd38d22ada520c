// The file dialogs of the browser; both hosts have them.
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { DroppedFile } from "#renderer/session/read-drop.ts";

export const named = (file: File): DroppedFile => ({ name: file.name, file });

export function usePicker(takeFiles: (files: readonly DroppedFile[]) => void) {
  const { t } = useTranslation("transfer");
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
          aria-label={t("import.files")}
          hidden
          onChange={(event) => take(event.currentTarget)}
        />
        <input
          ref={folder}
          type="file"
          multiple
          aria-label={t("import.folder")}
          hidden
          onChange={(event) => take(event.currentTarget)}
          {...{ webkitdirectory: "" }}
        />
      </>
    ),
  };
}
