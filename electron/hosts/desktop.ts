// The desktop host: wires the studio to Electron. Everything it decides is in files that do not need Electron.
import { homedir } from "node:os";
import { join } from "node:path";
import { app, BrowserWindow, nativeTheme, protocol, session } from "electron";
import { handlePageRequest } from "#electron/ipc/handle-page-request.ts";
import { textResponse } from "#electron/ipc/page-headers.ts";
import { findAppPaths } from "#electron/platform/app-paths.ts";
import { createSafeStorageVault } from "#electron/secrets/safe-storage-vault.desktop.ts";
import { openElectronStoreFile } from "#electron/settings/electron-store-file.desktop.ts";
import { pageAddress, pageScheme } from "./channels.ts";
import { serveDesktopChannel } from "./desktop-channel.desktop.ts";
import { readDesktopFlags } from "./desktop-flags.ts";
import { guardAllContents, guardSession } from "./desktop-guards.desktop.ts";
import { showMenu } from "./desktop-menu.desktop.ts";
import { createDesktopPowers } from "./desktop-powers.desktop.ts";
import { closeInOrder } from "./desktop-quit.desktop.ts";
import { openWindow } from "./desktop-window.desktop.ts";
import { createDialogFolders } from "./dialog-folders.ts";
import { findPageAssets, findPreload, readVersion } from "./own-files.ts";
import { parseProxyList } from "./parse-proxy-list.ts";
import { onStopSignals, reportBugs } from "./process-ends.ts";
import { isPageAddress } from "./sender-check.ts";
import { openStudio, type Studio } from "./studio.ts";

const paths = findAppPaths({ platform: process.platform, env: process.env, home: homedir() });

// All of this counts only before the app is ready, so nothing is awaited up to here.
app.enableSandbox();
// Chromium's own files apart from ours, which other hosts share.
app.setPath("userData", join(paths.dataFolder, "chromium"));
protocol.registerSchemesAsPrivileged([
  {
    scheme: pageScheme,
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
  },
]);

if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

async function start(): Promise<void> {
  const studio = await openStudio({
    host: "desktop",
    version: readVersion(),
    env: process.env,
    openSettingsFile: openElectronStoreFile,
    vault: createSafeStorageVault(process.platform),
    createPowers: (codec) => createDesktopPowers(codec, createDialogFolders(paths.dataFolder)),
    systemProxy: async (address) => parseProxyList(await session.defaultSession.resolveProxy(address)),
    ...readDesktopFlags(process.argv),
  });
  reportBugs(studio.log, (line) => void process.stderr.write(`${line}\n`));
  guardSession(session.defaultSession);
  guardAllContents(studio.log);
  servePages(studio);
  serveDesktopChannel(studio, () => BrowserWindow.getAllWindows());
  showMenu(studio.settings, studio.events.publish);
  followTheme(studio);

  const holdBack = (): void => studio.events.publish({ name: "window.closing" });
  const open = (): void => void openWindow(findPreload(), studio.log, holdBack);
  const reopen = (): void => {
    if (BrowserWindow.getAllWindows().length === 0) open();
  };
  app.on("activate", reopen);
  app.on("second-instance", () => {
    reopen();
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });
  closeInOrder(studio, reopen);
  onStopSignals(
    () => app.quit(),
    () => app.exit(1),
  );
  open();
  process.stdout.write(`Inlay is ready: ${pageAddress}\n`);
}

function servePages(studio: Studio): void {
  const parts = { assets: findPageAssets(), pixels: studio.pixels, log: studio.log };
  protocol.handle(pageScheme, async (request) =>
    isPageAddress(request.url) ? await handlePageRequest(request, parts) : textResponse("Not here.", 404),
  );
}

/** The system's own parts (menus, dialogs, title bar) in the theme of the page. */
function followTheme(studio: Studio): void {
  nativeTheme.themeSource = studio.settings.current().appearance.theme;
  studio.settings.onChange(({ appearance }) => {
    nativeTheme.themeSource = appearance.theme;
  });
}
