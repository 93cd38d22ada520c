// What can be done with a picture of the stream, by key and as menu entries.
import {
  Copy,
  Download,
  FolderOpen,
  Heart,
  ImagePlus,
  Paintbrush,
  Maximize2,
  RotateCcw,
  TextQuote,
  Trash2,
} from "lucide-react";
import { useMemo, type DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { chordOf as chordOfCommand } from "#renderer/session/commands.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { usePictureActions } from "#renderer/session/use-picture-actions.ts";
import { matchesChord, type KeyPress } from "#renderer/ui/key-chord.ts";
import type { MenuEntry, MenuGroups } from "#renderer/ui/menu.tsx";
import type { CommandId } from "#shared/model/commands.ts";
import type { PictureCard } from "#shared/model/picture.ts";

export type PictureDeed = Extract<
  CommandId,
  | "picture.reuse"
  | "picture.useAsReference"
  | "picture.openOnCanvas"
  | "picture.toggleFavourite"
  | "picture.copy"
  | "picture.copyPrompt"
  | "picture.saveAs"
  | "picture.reveal"
  | "picture.trash"
>;

export type PictureDeeds = {
  readonly run: (deed: PictureDeed, card: PictureCard) => void;
  /** The entries of a picture's menu. */
  readonly menu: (card: PictureCard, open: () => void) => MenuGroups;
  /** The deed that a key press stands for; null for none. */
  readonly deedFor: (press: KeyPress) => PictureDeed | null;
  readonly chordOf: (deed: PictureDeed) => string;
  /** Answers a drag that begins on a picture. */
  readonly drag: (event: DragEvent, card: PictureCard) => void;
};

const deedIds: readonly PictureDeed[] = [
  "picture.reuse",
  "picture.useAsReference",
  "picture.openOnCanvas",
  "picture.toggleFavourite",
  "picture.copy",
  "picture.copyPrompt",
  "picture.saveAs",
  "picture.reveal",
  "picture.trash",
];
const icon = { size: 16, strokeWidth: 1.5 } as const;

export function usePictureDeeds(): PictureDeeds {
  const { t } = useTranslation("create");
  const actions = usePictureActions();
  const shortcuts = useStudio(({ settings }) => settings.shortcuts);
  const abilities = useStudio((state) => state.abilities);

  return useMemo(() => {
    const deeds: Readonly<Record<PictureDeed, (card: PictureCard) => void>> = {
      "picture.reuse": actions.reuse,
      "picture.useAsReference": (card) => actions.addToReferences([card]),
      "picture.openOnCanvas": actions.openOnCanvas,
      "picture.toggleFavourite": (card) => actions.toggleFavourite([card]),
      "picture.copy": actions.copy,
      "picture.copyPrompt": actions.copyPrompt,
      "picture.saveAs": actions.save,
      "picture.reveal": actions.reveal,
      "picture.trash": (card) => actions.trash([card]),
    };

    const chordOf = (deed: PictureDeed): string => chordOfCommand(deed, shortcuts);
    const run: PictureDeeds["run"] = (deed, card) => deeds[deed](card);
    const hasDialog = abilities.includes("save-dialog");

    return {
      run,
      chordOf,
      drag: (event, card) => actions.drag(event, [card]),
      deedFor: (press) => deedIds.find((deed) => matchesChord(press, chordOf(deed))) ?? null,
      menu: (card, open) => {
        const entry = (deed: PictureDeed, label: string, mark: MenuEntry["icon"]): MenuEntry => ({
          id: deed,
          label,
          icon: mark,
          chord: chordOf(deed),
          isDangerous: deed === "picture.trash",
          run: () => run(deed, card),
        });
        return [
          [
            {
              id: "open",
              label: t("picture.openLarge"),
              icon: <Maximize2 {...icon} />,
              chord: "Enter",
              run: open,
            },
            entry("picture.useAsReference", t("picture.useAsReference"), <ImagePlus {...icon} />),
            ...(card.problem === null
              ? [entry("picture.openOnCanvas", t("picture.openOnCanvas"), <Paintbrush {...icon} />)]
              : []),
            entry("picture.reuse", t("picture.reuse"), <RotateCcw {...icon} />),
            entry(
              "picture.toggleFavourite",
              card.marks.favourite ? t("picture.unfavourite") : t("picture.favourite"),
              <Heart {...icon} />,
            ),
          ],
          [
            entry("picture.copyPrompt", t("picture.copyPrompt"), <TextQuote {...icon} />),
            entry("picture.copy", t("picture.copyPicture"), <Copy {...icon} />),
            entry(
              "picture.saveAs",
              hasDialog ? t("picture.saveAs") : t("picture.download"),
              <Download {...icon} />,
            ),
            ...(abilities.includes("show-in-folder")
              ? [entry("picture.reveal", t("picture.reveal"), <FolderOpen {...icon} />)]
              : []),
          ],
          [entry("picture.trash", t("picture.remove"), <Trash2 {...icon} />)],
        ];
      },
    };
  }, [t, actions, shortcuts, abilities]);
}
