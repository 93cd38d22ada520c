// The entries of a picture's menu, for the right click in the grid and the button in the detail panel.
import type { MenuGroups } from "#renderer/ui/menu.tsx";
import { studioStore } from "#renderer/session/studio-store.ts";
import { chordOf, runCommand } from "#renderer/session/commands.ts";
import type { CommandId } from "#shared/model/commands.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import type { TFunction } from "i18next";
import type { GalleryOverlays } from "./gallery-overlays.tsx";
import type { PictureActions } from "#renderer/session/use-picture-actions.ts";

export type PictureMenuOptions = {
  readonly pictures: readonly PictureCard[];
  readonly actions: PictureActions;
  readonly isTrash: boolean;
  readonly onOpen: () => void;
  readonly onTakeAgain: (picture: PictureCard) => void;
  readonly overlays: GalleryOverlays;
  readonly t: TFunction<"gallery">;
};

/** Groups of entries for the pictures in hand; in the trash only what makes sense there. */
export function pictureMenu({
  pictures,
  actions,
  isTrash,
  onOpen,
  onTakeAgain,
  overlays,
  t,
}: PictureMenuOptions): MenuGroups {
  const [first] = pictures;
  if (first === undefined) return [];
  const { abilities, settings } = studioStore.getState();
  const entry = (id: CommandId, label: string, run: () => void) => ({
    id,
    label,
    run,
    chord: chordOf(id, settings.shortcuts),
  });
  const isOne = pictures.length === 1;
  // A file that is gone or another cannot go anywhere.
  const hasFile = first.problem === null || first.problem === "undecodable";

  if (isTrash)
    return [
      [entry("picture.open", t("actions.open"), onOpen)],
      [entry("picture.restore", t("actions.restore"), () => actions.restore(pictures))],
      [
        {
          // The bar above the trash asks first.
          ...entry("picture.purge", t("actions.purge"), () => runCommand("picture.purge")),
          isDangerous: true,
        },
      ],
    ];
  return [
    [
      entry("picture.open", t("actions.open"), onOpen),
      ...(isOne && first.problem === "changed"
        ? [entry("picture.takeAgain", t("actions.takeAgain"), () => onTakeAgain(first))]
        : []),
      ...(isOne && first.kind !== "import"
        ? [entry("picture.reuse", t("actions.reuse"), () => actions.reuse(first))]
        : []),
      ...(isOne && !hasFile
        ? []
        : [entry("picture.useAsReference", t("actions.reference"), () => actions.addToReferences(pictures))]),
      ...(isOne && first.problem === null
        ? [entry("picture.openOnCanvas", t("actions.openOnCanvas"), () => actions.openOnCanvas(first))]
        : []),
    ],
    [
      entry("picture.toggleFavourite", t("actions.favourite"), () => actions.toggleFavourite(pictures)),
      entry("picture.toggleRejected", t("actions.reject"), () => actions.toggleRejected(pictures)),
      entry("picture.tag", t("actions.tag"), () => overlays.open("tags")),
      entry("picture.collect", t("actions.collect"), () => overlays.open("collections")),
      ...(pictures.length >= 2 && pictures.length <= 4
        ? [entry("gallery.compare", t("actions.compare"), () => overlays.compare(pictures))]
        : []),
      ...(isOne ? [entry("picture.lineage", t("actions.lineage"), () => overlays.lineage(first.id))] : []),
    ],
    [
      entry("picture.export", t("actions.export"), () => overlays.open("export")),
      entry("picture.contactSheet", t("actions.contactSheet"), () => overlays.open("sheet")),
    ],
    isOne
      ? [
          ...(hasFile ? [entry("picture.copy", t("actions.copy"), () => actions.copy(first))] : []),
          ...(first.kind === "import"
            ? []
            : [entry("picture.copyPrompt", t("actions.copyPrompt"), () => actions.copyPrompt(first))]),
          ...(hasFile
            ? [
                entry(
                  "picture.saveAs",
                  abilities.includes("save-dialog") ? t("actions.save") : t("actions.download"),
                  () => actions.save(first),
                ),
              ]
            : []),
          ...(abilities.includes("show-in-folder")
            ? [entry("picture.reveal", t("actions.reveal"), () => actions.reveal(first))]
            : []),
        ]
      : [],
    [
      {
        ...entry("picture.trash", t("actions.trash"), () => actions.trash(pictures)),
        isDangerous: true,
      },
    ],
  ];
}
