// A tag in the side list. Its menu renames it everywhere, which joins it with a tag of that name.
import { useTranslation } from "react-i18next";
import type { NameAsk } from "./name-dialog.tsx";
import { shelfStore, tagJoined } from "./shelf-store.ts";
import { SideEntry } from "./side-entry.tsx";
import type { Organise } from "./use-organise.ts";

interface TagEntryProps {
  readonly tag: string;
  readonly count: number;
  readonly isCurrent: boolean;
  readonly organise: Organise;
  readonly onAsk: (ask: NameAsk) => void;
  /** Shows the pictures with a tag: this one, or what it is called from now on. */
  readonly onOpen: (tag: string) => void;
}

const longestTag = 60;

export function TagEntry({ tag, count, isCurrent, organise, onAsk, onOpen }: TagEntryProps) {
  const { t } = useTranslation("gallery");
  const other = (name: string) => tagJoined(shelfStore.getState(), tag, name);
  const rename = async (name: string) => {
    if (name === tag) return null;
    const failure = await organise.renameTag(tag, name, other(name) !== undefined);
    if (failure === null && isCurrent) onOpen(other(name) ?? name);
    return failure;
  };
  return (
    <SideEntry
      label={tag}
      count={count}
      isCurrent={isCurrent}
      onOpen={() => onOpen(tag)}
      menu={[
        [
          {
            id: "rename",
            label: t("organise.rename"),
            run: () =>
              onAsk({
                title: t("organise.renameTag"),
                label: t("organise.name"),
                name: tag,
                confirm: t("organise.renameConfirm"),
                maxLength: longestTag,
                note: (name) => {
                  const into = other(name);
                  return into === undefined ? null : t("organise.tagJoins", { tag, into });
                },
                run: rename,
              }),
          },
        ],
      ]}
    />
  );
}
