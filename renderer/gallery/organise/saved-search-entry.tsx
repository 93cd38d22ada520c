// A saved search in the side list.
import { Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SavedSearch } from "#shared/model/collection.ts";
import type { NameAsk } from "./name-dialog.tsx";
import { SideEntry } from "./side-entry.tsx";
import type { Organise } from "./use-organise.ts";

interface SavedSearchEntryProps {
  readonly search: SavedSearch;
  readonly isCurrent: boolean;
  readonly organise: Organise;
  readonly onAsk: (ask: NameAsk) => void;
  readonly onOpen: () => void;
}

export function SavedSearchEntry({ search, isCurrent, organise, onAsk, onOpen }: SavedSearchEntryProps) {
  const { t } = useTranslation("gallery");
  return (
    <SideEntry
      icon={<Search size={16} strokeWidth={1.5} aria-hidden />}
      label={search.name}
      isCurrent={isCurrent}
      onOpen={onOpen}
      menu={[
        [
          {
            id: "rename",
            label: t("organise.rename"),
            run: () =>
              onAsk({
                title: t("organise.renameSearch"),
                label: t("organise.name"),
                name: search.name,
                confirm: t("organise.renameConfirm"),
                run: async (name) => await organise.saveSearch({ ...search, name }, search.id),
              }),
          },
        ],
        [
          {
            id: "remove",
            label: t("organise.removeSearch"),
            isDangerous: true,
            run: () => organise.removeSearch(search),
          },
        ],
      ]}
    />
  );
}
