// What the commands of the whole app do.
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { invoke } from "#renderer/bridge/bridge.ts";
import { useCommands } from "#renderer/session/commands.ts";
import { jobsStore } from "#renderer/session/jobs-store.ts";
import { navigationStore } from "#renderer/session/navigation.ts";
import { runInRoom } from "#renderer/session/run-in-room.ts";
import { useSentences, type Sentences } from "#renderer/session/sentences.ts";
import { studioStore } from "#renderer/session/studio-store.ts";
import { checkEndpoint } from "#renderer/session/endpoint-check-store.ts";
import { showToast } from "#renderer/ui/toast.tsx";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { commands, type CommandId } from "#shared/model/commands.ts";
import { careCommands } from "./care-commands.ts";
import { paletteStore } from "./palette/palette-store.ts";
import { oppositeTheme } from "./theme.ts";

export function useAppCommands(): void {
  const { t } = useTranslation();
  const { forError } = useSentences();
  const { goTo } = navigationStore.getState();
  useCommands({
    "app.palette": () => paletteStore.getState().toggle(),
    "room.create": () => goTo("create"),
    "room.gallery": () => goTo("gallery"),
    "room.canvas": () => goTo("canvas"),
    "room.usage": () => goTo("usage"),
    "room.settings": () => goTo("settings"),
    "app.switchTheme": switchTheme,
    "app.showShortcuts": () => goTo("settings", "shortcuts"),
    ...galleryFromAfar,
    ...careCommands(canChoose, (error) => showError(error, forError)),
    "library.choose": { run: () => void chooseLibrary(t, forError), enabled: canChoose },
    "queue.togglePause": () => void togglePause(t, forError),
    "settings.checkEndpoint": () => {
      goTo("settings", "endpoint");
      void checkEndpoint();
    },
    "settings.copyDiagnostics": () => void copyDiagnostics(t, forError),
  });
}

const canChoose = (): boolean => studioStore.getState().abilities.includes("choose-library");

/** What the gallery answers itself while it is open, and what leads there from another room. */
const galleryIds = [
  "library.import",
  "library.importFolder",
  "library.importTreeCopy",
  "library.importTreeInPlace",
  "library.watchCopy",
  "library.watchInPlace",
  "gallery.search",
  "gallery.showAll",
  "gallery.showFavourites",
  "gallery.showRejected",
  "gallery.showDuplicates",
  "gallery.showTrash",
  "gallery.showSearches",
  "gallery.newCollection",
] as const satisfies readonly CommandId[];

const needsDialog = new Set<CommandId>(
  commands.filter(({ needs }) => needs === "choose-library").map(({ id }) => id),
);

const galleryFromAfar = Object.fromEntries(
  galleryIds.map((id) => [
    id,
    {
      run: () => runInRoom(id, "gallery"),
      enabled: () => navigationStore.getState().room !== "gallery" && (!needsDialog.has(id) || canChoose()),
    },
  ]),
);

function switchTheme(): void {
  const { settings, updateSettings } = studioStore.getState();
  const theme = oppositeTheme(settings.appearance.theme);
  void updateSettings({ appearance: { ...settings.appearance, theme } });
}

async function chooseLibrary(t: TFunction<"app">, forError: Sentences["forError"]): Promise<void> {
  const reply = await invoke("library.choose", {});
  if (!reply.ok) showError(reply.error, forError);
  else if (reply.value !== null)
    showToast({ title: t("library.opened", { folder: reply.value.folder }), tone: "success" });
}

async function togglePause(t: TFunction<"app">, forError: Sentences["forError"]): Promise<void> {
  const { paused, setPaused } = jobsStore.getState();
  const reply = await setPaused(!paused);
  if (!reply.ok) showError(reply.error, forError);
  else showToast({ title: reply.value.paused ? t("queue.pausedNow") : t("queue.resumedNow") });
}

async function copyDiagnostics(t: TFunction<"app">, forError: Sentences["forError"]): Promise<void> {
  const reply = await invoke("app.diagnose", {});
  if (!reply.ok) {
    showError(reply.error, forError);
    return;
  }
  try {
    await navigator.clipboard.writeText(reply.value.text);
    showToast({ title: t("diagnostics.copied"), tone: "success" });
  } catch {
    // The browser allows it only to a page in front; Settings shows the text to copy by hand.
    showToast({ title: t("diagnostics.notCopied"), tone: "danger" });
  }
}

function showError(error: StudioError, forError: Sentences["forError"]): void {
  const { title, next } = forError(error);
  showToast({ title, description: next, tone: "danger" });
}
