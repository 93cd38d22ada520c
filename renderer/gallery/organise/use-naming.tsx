// Asks for the names of saved searches and collections, and for whatever else the side list wants named.
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { savedText } from "#renderer/gallery/result/gallery-query.ts";
import type { GalleryStore } from "#renderer/gallery/result/gallery-store.ts";
import type { CollectionId } from "#shared/model/ids.ts";
import { NameDialog, type NameAsk } from "./name-dialog.tsx";
import type { Organise } from "./use-organise.ts";

export type Naming = {
  readonly ask: (ask: NameAsk) => void;
  readonly saveSearch: () => void;
  readonly makeCollection: (parent: CollectionId | null) => void;
  /** To be drawn above the room. */
  readonly drawn: ReactNode;
};

export function useNaming(store: GalleryStore, organise: Organise): Naming {
  const { t } = useTranslation("gallery");
  const [ask, setAsk] = useState<NameAsk | null>(null);
  const saveSearch = () => {
    const { query } = store.getState();
    setAsk({
      title: t("organise.saveSearch"),
      label: t("organise.name"),
      name: query.text.slice(0, 80),
      confirm: t("organise.saveConfirm"),
      run: async (name) =>
        await organise.saveSearch({ name, text: savedText(query), sort: query.sort }, null),
    });
  };
  const makeCollection = (parent: CollectionId | null) =>
    setAsk({
      title: t("organise.newCollection"),
      label: t("organise.name"),
      name: "",
      confirm: t("organise.make"),
      run: async (name) => await organise.makeCollection(name, parent),
    });

  return {
    ask: setAsk,
    saveSearch,
    makeCollection,
    drawn: <NameDialog ask={ask} onClose={() => setAsk(null)} />,
  };
}
