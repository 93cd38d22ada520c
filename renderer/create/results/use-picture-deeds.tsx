// What can be done with a picture of the stream, with the outcome said to the designer; and the same as menu entries.
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
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { composerDraft, type DraftContent } from "#renderer/session/composer-draft.ts";
import { openOnCanvas } from "#renderer/session/canvas-opening.ts";
import { keyOf } from "#renderer/session/commands.ts";
import {
  addToReferences,
  copyPicture,
  copyPrompt,
  restorePictures,
  reuseRecipe,
  revealPicture,
  savePicture,
  toggleFavourite,
  trashPictures,
} from "#renderer/session/picture-actions.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { matchesChord, type KeyPress } from "#renderer/ui/key-chord.ts";
import type { MenuEntry, MenuGroups } from "#renderer/ui/menu.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import type { Result } from "#shared/errors/result.ts";
import { commands, type CommandId } from "#shared/model/commands.ts";
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
  const { forError } = useSentences();
  const shortcuts = useStudio(({ settings }) => settings.shortcuts);
  const abilities = useStudio((state) => state.abilities);

  return useMemo(() => {
    /** Says what went wrong, or hands the value on. */
    const tell = <Value,>(reply: Result<Value>, done: (value: Value) => void): void => {
      if (reply.ok) return done(reply.value);
      const { title, next } = forError(reply.error);
      showToast({ title, description: next, tone: "danger" });
    };
    const undoDraft = (before: DraftContent) => ({
      label: t("group.undo"),
      run: () => composerDraft.actions.restore(before),
    });

    const deeds: Readonly<Record<PictureDeed, (card: PictureCard) => Promise<void>>> = {
      "picture.reuse": async ({ id }) =>
        tell(await reuseRecipe(id), (before) =>
          showToast(
            before === null
              ? { title: t("group.noRecipe") }
              : { title: t("group.reused"), action: undoDraft(before) },
          ),
        ),
      "picture.useAsReference": async ({ id }) =>
        tell(await addToReferences([id]), ({ added }) =>
          showToast({ title: added > 0 ? t("picture.addedReference") : t("picture.alreadyReference") }),
        ),
      "picture.openOnCanvas": async ({ id }) => await Promise.resolve(openOnCanvas(id)),
      "picture.toggleFavourite": async (card) => tell(await toggleFavourite([card]), () => undefined),
      "picture.copy": async (card) =>
        tell(await copyPicture(card), () =>
          showToast({ title: t("picture.copiedPicture"), tone: "success" }),
        ),
      "picture.copyPrompt": async ({ id }) =>
        tell(await copyPrompt(id), (prompt) =>
          showToast({ title: prompt === null ? t("picture.noPrompt") : t("picture.copiedPrompt") }),
        ),
      "picture.saveAs": async (card) =>
        tell(await savePicture(card), ({ saved }) => {
          if (saved) showToast({ title: t("picture.saved"), tone: "success" });
        }),
      "picture.reveal": async ({ id }) => tell(await revealPicture(id), () => undefined),
      "picture.trash": async ({ id }) =>
        tell(await trashPictures([id]), () =>
          showToast({
            title: t("picture.trashed"),
            action: {
              label: t("picture.undo"),
              run: () =>
                void restorePictures([id]).then((reply) =>
                  tell(reply, () => showToast({ title: t("picture.restored") })),
                ),
            },
          }),
        ),
    };

    const chordOf = (deed: PictureDeed): string => {
      const command = commands.find(({ id }) => id === deed);
      return command === undefined ? "" : keyOf(command, shortcuts);
    };
    const run: PictureDeeds["run"] = (deed, card) => void deeds[deed](card);
    const hasDialog = abilities.includes("save-dialog");

    return {
      run,
      chordOf,
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
  }, [t, forError, shortcuts, abilities]);
}
