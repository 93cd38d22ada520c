// The menu of views: which are on, and the key of each.
import { Eye } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { chordOf, runCommand, useCommands } from "#renderer/session/commands.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { icon } from "#renderer/ui/icon-size.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { Menu, type MenuEntry } from "#renderer/ui/menu.tsx";
import type { CommandId } from "#shared/model/commands.ts";
import { closeViews, isViewOn } from "./close-views.ts";

export function ViewMenu({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("canvas");
  const { view, preview } = desk;
  const shortcuts = useStudio(({ settings }) => settings.shortcuts);
  const comparison = useStore(view, (now) => now.comparison.kind);
  const showsMask = useStore(view, (now) => now.showsMask);
  const showsRulers = useStore(view, (now) => now.showsRulers);
  const overlay = useStore(preview.store, (now) => now.overlay);
  useCommands({ "canvas.closeViews": { enabled: () => isViewOn(desk), run: () => closeViews(desk) } });
  const entry = (command: CommandId, label: string, isOn?: boolean): MenuEntry => ({
    id: command,
    label,
    chord: chordOf(command, shortcuts),
    isOn,
    run: () => void runCommand(command),
  });
  return (
    <Menu
      align="end"
      groups={[
        [
          entry("canvas.compare", t("bar.before"), comparison === "before"),
          entry("canvas.split", t("bar.split"), comparison === "split"),
          entry("canvas.difference", t("bar.difference"), overlay === "difference"),
          entry("canvas.changed", t("bar.changed"), overlay === "changed"),
          entry("canvas.depth", t("bar.depth"), overlay === "depth"),
          {
            ...entry("canvas.closeViews", t("overlay.close")),
            disabled: comparison === "none" && overlay === null,
          },
        ],
        [
          entry("canvas.toggleMask", t("bar.mask"), showsMask),
          entry("canvas.toggleRulers", t("bar.rulers"), showsRulers),
        ],
        [
          entry("canvas.fit", t("bar.fit")),
          entry("canvas.actualPixels", t("bar.actual")),
          entry("canvas.zoomIn", t("bar.zoomIn")),
          entry("canvas.zoomOut", t("bar.zoomOut")),
        ],
      ]}
      trigger={<IconButton label={t("bar.view")} icon={<Eye {...icon} />} />}
    />
  );
}
