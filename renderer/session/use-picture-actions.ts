// What can be done with pictures, with the outcome shown: the stream of results, the gallery and the lightbox all act
// through this, by key, menu and button.
import { useMemo, type DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "#renderer/ui/live-region.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { composerDraft } from "./composer-draft.ts";
import {
  addToReferences,
  copyPicture,
  copyPrompt,
  dragOutPictures,
  purgePictures,
  ratePictures,
  restorePictures,
  reuseRecipe,
  revealPicture,
  savePicture,
  takeAgain,
  toggleFavourite,
  toggleRejected,
  trashPictures,
} from "./picture-actions.ts";
import { openOnCanvas } from "./canvas-opening.ts";
import { noteHandedOver, writePictureDrag } from "./picture-drag.ts";
import { useSentences } from "./sentences.ts";
import { studioStore } from "./studio-store.ts";
import { createTrashUndo } from "./trash-undo.ts";

type Pictures = readonly PictureCard[];

export type PictureActions = {
  readonly reuse: (picture: PictureCard) => void;
  readonly addToReferences: (pictures: Pictures) => void;
  readonly openOnCanvas: (picture: PictureCard) => void;
  readonly copy: (picture: PictureCard) => void;
  readonly copyPrompt: (picture: PictureCard) => void;
  readonly save: (picture: PictureCard) => void;
  readonly reveal: (picture: PictureCard) => void;
  /** Answers with the picture that has the file's bytes now; null where that failed. */
  readonly takeAgain: (picture: PictureCard) => Promise<PictureCard | null>;
  readonly rate: (pictures: Pictures, rating: number) => void;
  readonly toggleFavourite: (pictures: Pictures) => void;
  readonly toggleRejected: (pictures: Pictures) => void;
  readonly trash: (pictures: Pictures) => void;
  /** For good; callers ask first. */
  readonly purge: (pictures: Pictures) => void;
  readonly restore: (pictures: Pictures) => void;
  /** Answers a drag that begins on a picture; `pictures` are what goes along, the seized one first. */
  readonly drag: (event: DragEvent, pictures: Pictures) => void;
  /** Brings back what the last `trash` took, then what the one before took; false when nothing is left. */
  readonly undoTrash: () => boolean;
};

/** One for the page, because the key works wherever the deletion was made. */
const trashUndo = createTrashUndo();

export function usePictureActions(): PictureActions {
  const { t } = useTranslation("pictures");
  const sentences = useSentences();

  return useMemo(() => {
    const fail = (error: StudioError) => {
      const { title, next } = sentences.forError(error);
      showToast({ title, description: next, tone: "danger" });
    };
    const succeed = (title: string) => showToast({ title, tone: "success" });
    const idsOf = (pictures: Pictures) => pictures.map(({ id }) => id);
    const changedOf = (pictures: Pictures, ids: readonly PictureId[]) => {
      const changed = new Set(ids);
      return pictures.filter(({ id }) => changed.has(id));
    };

    const restore = async (pictures: Pictures) => {
      const reply = await restorePictures(idsOf(pictures));
      if (!reply.ok) return fail(reply.error);
      trashUndo.settle(pictures);
      succeed(t("restored", { count: reply.value.ids.length }));
    };
    const trash = async (pictures: Pictures) => {
      if (pictures.length === 0) return;
      const reply = await trashPictures(idsOf(pictures));
      if (!reply.ok) return fail(reply.error);
      const taken = changedOf(pictures, reply.value.ids);
      const closeOffer = showToast({
        title: t("trashed", { count: taken.length }),
        action: { label: t("undo"), run: () => void restore(taken) },
      });
      trashUndo.note({ pictures: taken, closeOffer });
    };
    const reuse = async (picture: PictureCard) => {
      const reply = await reuseRecipe(picture.id);
      if (!reply.ok) return fail(reply.error);
      const before = reply.value;
      if (before === null) {
        showToast({ title: t("noRecipe") });
        return;
      }
      showToast({
        title: t("reused"),
        tone: "success",
        action: { label: t("undo"), run: () => composerDraft.actions.restore(before) },
      });
    };
    const reference = async (pictures: Pictures) => {
      const reply = await addToReferences(idsOf(pictures));
      if (!reply.ok) return fail(reply.error);
      const { added } = reply.value;
      showToast({
        title: added === 0 ? t("referencedAlready") : t("referenced", { count: added }),
      });
    };
    const copyWords = async (picture: PictureCard) => {
      const reply = await copyPrompt(picture.id);
      if (!reply.ok) return fail(reply.error);
      if (reply.value === null) showToast({ title: t("noPrompt") });
      else succeed(t("promptCopied"));
    };
    const rate = async (pictures: Pictures, rating: number) => {
      const reply = await ratePictures(idsOf(pictures), rating);
      if (!reply.ok) return fail(reply.error);
      announce(rating === 0 ? t("unrated") : t("rated", { count: rating }));
      const changed = changedOf(pictures, reply.value.ids).filter(({ marks }) => marks.rating !== rating);
      if (changed.length < 2) return;
      showToast({
        title: t("ratedMany", { count: changed.length }),
        action: { label: t("undo"), run: () => void rateBack(changed) },
      });
    };
    const rateBack = async (before: Pictures) => {
      for (const stars of new Set(before.map(({ marks }) => marks.rating))) {
        const reply = await ratePictures(idsOf(before.filter(({ marks }) => marks.rating === stars)), stars);
        if (!reply.ok) return fail(reply.error);
      }
    };
    const favour = async (pictures: Pictures) => {
      const wereAll = pictures.every(({ marks }) => marks.favourite);
      const reply = await toggleFavourite(pictures);
      if (!reply.ok) return fail(reply.error);
      announce(wereAll ? t("notFavourite") : t("favourite"));
      const before = changedOf(pictures, reply.value.ids).filter(({ marks }) => marks.favourite === wereAll);
      if (before.length < 2) return;
      const after = before.map((picture) => ({
        ...picture,
        marks: { ...picture.marks, favourite: !wereAll },
      }));
      showToast({
        title: t(wereAll ? "notFavouriteMany" : "favouriteMany", { count: before.length }),
        action: {
          label: t("undo"),
          run: () => void toggleFavourite(after).then((back) => back.ok || fail(back.error)),
        },
      });
    };

    const reject = async (pictures: Pictures) => {
      const wereAll = pictures.every(({ marks }) => marks.rejected);
      const reply = await toggleRejected(pictures);
      if (!reply.ok) return fail(reply.error);
      if (wereAll) {
        announce(t("notRejected"));
        return;
      }
      const before = pictures.filter(({ marks }) => !marks.rejected);
      const undo = before.map((picture) => ({ ...picture, marks: { ...picture.marks, rejected: true } }));
      showToast({
        title: t("rejected", { count: before.length }),
        action: { label: t("undo"), run: () => void reject(undo) },
      });
    };
    const again = async (former: PictureCard) => {
      const reply = await takeAgain(former);
      if (!reply.ok) {
        fail(reply.error);
        return null;
      }
      const { outcome, picture } = reply.value;
      const title = picture.title.length > 60 ? `${picture.title.slice(0, 60)}…` : picture.title;
      showToast({
        title: t(`again.${outcome}`, { title }),
        description: t(`again.${outcome}Text`),
        tone: outcome === "known" ? "info" : "success",
      });
      return picture;
    };
    const purge = async (pictures: Pictures) => {
      const reply = await purgePictures(idsOf(pictures));
      if (!reply.ok) return fail(reply.error);
      succeed(t("purged", { count: pictures.length }));
    };

    return {
      reuse: (picture) => void reuse(picture),
      addToReferences: (pictures) => void reference(pictures),
      openOnCanvas: (picture) => openOnCanvas(picture.id),
      copy: (picture) =>
        void copyPicture(picture).then((reply) => (reply.ok ? succeed(t("copied")) : fail(reply.error))),
      copyPrompt: (picture) => void copyWords(picture),
      save: (picture) =>
        void savePicture(picture).then((reply) => {
          if (!reply.ok) fail(reply.error);
          else if (reply.value.saved) succeed(t("saved"));
        }),
      reveal: (picture) => void revealPicture(picture.id).then((reply) => reply.ok || fail(reply.error)),
      takeAgain: again,
      rate: (pictures, rating) => void rate(pictures, rating),
      toggleFavourite: (pictures) => void favour(pictures),
      toggleRejected: (pictures) => void reject(pictures),
      trash: (pictures) => void trash(pictures),
      purge: (pictures) => void purge(pictures),
      restore: (pictures) => void restore(pictures),
      drag: (event, pictures) => {
        if (!studioStore.getState().abilities.includes("drag-out")) {
          writePictureDrag(event.dataTransfer, pictures, location.origin);
          event.dataTransfer.effectAllowed = "copy";
          return;
        }
        event.preventDefault();
        noteHandedOver(pictures);
        void dragOutPictures(idsOf(pictures)).then((reply) => reply.ok || fail(reply.error));
      },
      undoTrash: () => {
        const pictures = trashUndo.newest();
        if (pictures !== null) void restore(pictures);
        return pictures !== null;
      },
    };
  }, [t, sentences]);
}
