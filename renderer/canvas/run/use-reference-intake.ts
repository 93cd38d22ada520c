// Every way a picture gets beside the prompt: file dialog, drop, paste, the library. Tells the designer what came of it.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { invoke, uploadFile } from "#renderer/bridge/bridge.ts";
import { readPictureDrag } from "#renderer/session/picture-drag.ts";
import { readDroppedFiles } from "#renderer/session/read-drop.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { announce } from "#renderer/ui/live-region.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Reference } from "#shared/model/image-request.ts";
import type { DeskStore } from "./desk-state.ts";
import { addFiles, addPictures, mostReferences, type TakenIn } from "./reference-deeds.ts";

export type ReferenceIntake = {
  readonly takeFiles: (files: readonly File[]) => void;
  readonly takePictures: (ids: readonly PictureId[]) => void;
  /** Read within the event: the browser empties the data afterwards. */
  readonly takeDrop: (data: DataTransfer) => void;
};

export function useReferenceIntake(desk: DeskStore): ReferenceIntake {
  const { t } = useTranslation("canvas");
  const { forError } = useSentences();
  return useMemo(() => {
    const tell = ({ added, twice, failures, isFull }: TakenIn): void => {
      if (added > 0) announce(t("run.referencesAdded", { count: added }));
      if (twice > 0) showToast({ title: t("run.referencesTwice", { count: twice }) });
      for (const error of failures) {
        const { title, next } = forError(error);
        showToast({ title, description: next, tone: "danger" });
      }
      if (isFull) showToast({ title: t("run.referencesFull", { count: mostReferences(desk.getState()) }) });
    };
    const takeFiles = (files: readonly File[]): void => void addFiles(desk, upload, files).then(tell);
    const takePictures = (ids: readonly PictureId[]): void => void addPictures(desk, invoke, ids).then(tell);
    return {
      takeFiles,
      takePictures,
      takeDrop: (data) => {
        const ids = readPictureDrag(data);
        if (ids.length > 0) takePictures(ids);
        else void readDroppedFiles(data.items).then((files) => takeFiles(files.map(({ file }) => file)));
      },
    };
  }, [desk, t, forError]);
}

async function upload(file: File): Promise<Result<Reference>> {
  const reply = await uploadFile("reference", file, file.name);
  if (!reply.ok) return reply;
  return reply.value.purpose === "reference"
    ? ok(reply.value.reference)
    : err({ kind: "file-unreadable", name: file.name, code: "purpose" });
}
