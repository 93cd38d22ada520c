// What is done to collections, tags and saved searches, with the message afterwards and the way back.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { showToast } from "#renderer/ui/toast.tsx";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { CollectionId, PictureId, SearchId } from "#shared/model/ids.ts";
import type { Collection, SavedSearch } from "#shared/model/collection.ts";
import type { PictureCard } from "#shared/model/picture.ts";

type Pictures = readonly Pick<PictureCard, "id" | "tags" | "collections">[];

export type Organise = {
  /** A sentence when the name is taken or the disk failed; null when it is made. */
  readonly makeCollection: (
    name: string,
    parent: CollectionId | null,
    ids?: readonly PictureId[],
  ) => Promise<string | null>;
  readonly changeCollection: (change: Pick<Collection, "id" | "name" | "parent">) => Promise<string | null>;
  /** Into another collection, or to the top with null. */
  readonly moveCollection: (collection: Collection, to: Pick<Collection, "id" | "name"> | null) => void;
  readonly removeCollection: (collection: Collection) => void;
  readonly put: (collection: Collection, ids: readonly PictureId[]) => void;
  readonly take: (collection: Collection, ids: readonly PictureId[]) => void;
  readonly tag: (pictures: Pictures, add: readonly string[], remove: readonly string[]) => void;
  /** Everywhere; `joins` when there is a tag of that name, and then there is no way back. */
  readonly renameTag: (from: string, to: string, joins: boolean) => Promise<string | null>;
  readonly saveSearch: (
    search: Pick<SavedSearch, "name" | "text" | "sort">,
    id: SearchId | null,
  ) => Promise<string | null>;
  readonly removeSearch: (search: SavedSearch) => void;
};

export function useOrganise(): Organise {
  const { t } = useTranslation("gallery");
  const sentences = useSentences();
  return useMemo(() => {
    const sentenceOf = (error: StudioError) => {
      const { title, next } = sentences.forError(error);
      return [title, next].filter((part) => part !== undefined && part !== "").join(" ");
    };
    const fail = (error: StudioError) => {
      const { title, next } = sentences.forError(error);
      showToast({ title, description: next, tone: "danger" });
    };
    const done = (title: string, undo: () => Promise<void>) =>
      showToast({ title, action: { label: t("organise.undo"), run: () => void undo() } });

    const move = async (
      way: "collection.put" | "collection.take",
      { id, name }: Collection,
      ids: readonly PictureId[],
    ) => {
      const reply = await invoke(way, { id, ids: [...ids] });
      if (!reply.ok) return fail(reply.error);
      // Pictures that were there already (or not) are left where they were by the way back.
      const changed = reply.value.ids;
      const back = way === "collection.put" ? "collection.take" : "collection.put";
      const count = changed.length;
      if (count === 0) {
        showToast({
          title: t(way === "collection.put" ? "organise.allThere" : "organise.noneThere", { name }),
        });
        return;
      }
      done(t(way === "collection.put" ? "organise.put" : "organise.taken", { count, name }), async () => {
        const undone = await invoke(back, { id, ids: changed });
        if (!undone.ok) fail(undone.error);
      });
    };

    const tag = async (pictures: Pictures, add: readonly string[], remove: readonly string[]) => {
      const ids = pictures.map(({ id }) => id);
      const reply = await invoke("picture.tag", { ids, add: [...add], remove: [...remove] });
      if (!reply.ok) return fail(reply.error);
      const has = (picture: Pictures[number], name: string) =>
        picture.tags.some((known) => known.toLowerCase() === name.toLowerCase());
      const names = [...add, ...remove].join(", ");
      const words = add.length > 0 ? "organise.tagged" : "organise.untagged";
      done(t(words, { count: pictures.length, names }), async () => {
        // Only what this changed goes back: who had the tag before keeps it.
        for (const name of [...add, ...remove]) {
          const isAdded = add.includes(name);
          const changed = pictures.filter((picture) => has(picture, name) !== isAdded).map(({ id }) => id);
          if (changed.length === 0) continue;
          const undone = await invoke("picture.tag", {
            ids: changed,
            add: isAdded ? [] : [name],
            remove: isAdded ? [name] : [],
          });
          if (!undone.ok) return fail(undone.error);
        }
      });
    };

    const renameTag = async (from: string, to: string, joins: boolean) => {
      const reply = await invoke("tag.rename", { from, to });
      if (!reply.ok) return sentenceOf(reply.error);
      if (joins) showToast({ title: t("organise.tagJoined", { from, to }), tone: "success" });
      else
        done(t("organise.tagRenamed", { from, to }), async () => {
          const undone = await invoke("tag.rename", { from: to, to: from });
          if (!undone.ok) fail(undone.error);
        });
      return null;
    };

    const moveCollection = async (
      { id, name, parent }: Collection,
      to: Pick<Collection, "id" | "name"> | null,
    ) => {
      const reply = await invoke("collection.change", { id, name, parent: to?.id ?? null });
      if (!reply.ok) return fail(reply.error);
      const words =
        to === null ? t("organise.movedToTop", { name }) : t("organise.movedInto", { name, into: to.name });
      done(words, async () => {
        const undone = await invoke("collection.change", { id, name, parent });
        if (!undone.ok) fail(undone.error);
      });
    };

    const removeCollection = async (collection: Collection) => {
      const reply = await invoke("collection.remove", { id: collection.id });
      if (!reply.ok) return fail(reply.error);
      done(t("organise.removed", { name: collection.name }), async () => {
        const { collections, members } = reply.value;
        const undone = await invoke("collection.restore", { collections, members });
        if (!undone.ok) fail(undone.error);
      });
    };

    const removeSearch = async ({ id, name, text, sort }: SavedSearch) => {
      const reply = await invoke("search.remove", { id });
      if (!reply.ok) return fail(reply.error);
      done(t("organise.removed", { name }), async () => {
        const undone = await invoke("search.save", { id: null, name, text, sort });
        if (!undone.ok) fail(undone.error);
      });
    };

    return {
      makeCollection: async (name, parent, ids = []) => {
        const reply = await invoke("collection.make", { name, parent });
        if (!reply.ok) return sentenceOf(reply.error);
        if (ids.length > 0) await move("collection.put", reply.value, ids);
        return null;
      },
      changeCollection: async ({ id, name, parent }) => {
        const reply = await invoke("collection.change", { id, name, parent });
        return reply.ok ? null : sentenceOf(reply.error);
      },
      moveCollection: (collection, to) => void moveCollection(collection, to),
      removeCollection: (collection) => void removeCollection(collection),
      put: (collection, ids) => void move("collection.put", collection, ids),
      take: (collection, ids) => void move("collection.take", collection, ids),
      tag: (pictures, add, remove) => void tag(pictures, add, remove),
      renameTag,
      saveSearch: async ({ name, text, sort }, id) => {
        const reply = await invoke("search.save", { id, name, text, sort });
        if (!reply.ok) return sentenceOf(reply.error);
        showToast({ title: t("organise.searchSaved", { name }), tone: "success" });
        return null;
      },
      removeSearch: (search) => void removeSearch(search),
    };
  }, [t, sentences]);
}
