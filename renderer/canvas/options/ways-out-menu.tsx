// The menu of ways out: what each loses, and whether it carries the proof's figures, is said beside it.
import { ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { chordOf, runCommand } from "#renderer/session/commands.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { Button } from "#renderer/ui/button.tsx";
import { icon } from "#renderer/ui/icon-size.ts";
import { Menu, type MenuEntry } from "#renderer/ui/menu.tsx";
import type { CommandId } from "#shared/model/commands.ts";
import type { Loss } from "#shared/model/composition-record.ts";

const files = [
  { format: "png", command: "canvas.export" },
  { format: "jpeg", command: "canvas.exportJpeg" },
  { format: "webp", command: "canvas.exportWebp" },
  { format: "psd", command: "canvas.exportPsd" },
] as const;

export function WaysOutMenu({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const shortcuts = useStudio(({ settings }) => settings.shortcuts);
  const hasProof = useStore(desk.state, (state) => state.hasProofInFile);
  const { file, losses } = desk.base;
  // One at a time: the note over the stage says how far that is, and stops it.
  const isMaking = useStore(desk.state, (state) => state.making !== null);
  const isUsable = (file === "there" || file === "blank") && !isMaking;
  const entry = (command: CommandId, label: string): MenuEntry => ({
    id: command,
    label,
    chord: chordOf(command, shortcuts),
    run: () => void runCommand(command),
  });
  const out = (
    command: CommandId,
    label: string,
    lost: readonly Loss[],
    carriesProof = hasProof,
  ): MenuEntry => {
    const words = lost.length === 0 ? t("loss.none") : lost.map((name) => t(`loss.${name}`)).join(", ");
    const all = carriesProof ? `${words}; ${t("out.carriesProof")}` : words;
    const detail = all.slice(0, 1).toUpperCase() + all.slice(1);
    return { ...entry(command, label), detail, disabled: !isUsable };
  };
  return (
    <Menu
      align="end"
      groups={[
        [
          out("canvas.flatten", t("bar.flatten"), losses.flatten),
          out("canvas.copy", t("bar.copy"), losses.copy, false),
        ],
        [
          ...files.map(({ format, command }) => out(command, t(`bar.${format}`), losses[format])),
          { ...entry("canvas.exportSettings", t("out.settings")), disabled: !isUsable },
        ],
        [
          {
            ...entry("canvas.toggleProof", t("out.proof")),
            detail: t(hasProof ? "out.proofOn" : "out.proofOff"),
            isOn: hasProof,
          },
        ],
        [entry("canvas.extendNumbers", t("bar.extend"))],
      ]}
      trigger={
        <Button data-ways-out icon={<ChevronDown {...icon} />}>
          {t("bar.out")}
        </Button>
      }
    />
  );
}
