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
    // The gallery answers this itself while it is open.
    "library.import": {
      run: () => runInRoom("library.import", "gallery"),
      enabled: () => navigationStore.getState().room !== "gallery",
    },
    "library.choose": {
      run: () => void chooseLibrary(t, forError),
      enabled: () => studioStore.getState().abilities.includes("choose-library"),
    },
    "queue.togglePause": () => void togglePause(t, forError),
    "settings.checkEndpoint": () => {
      goTo("settings", "endpoint");
      void checkEndpoint();
    },
    "settings.copyDiagnostics": () => void copyDiagnostics(t, forError),
  });
}

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
