// Stands in for the module `electron` where its binary cannot run: exactly what the desktop host and the preload
// script use, no more. Each part is held to Electron's own types, so that a member that does not exist does not pass.
import { EventEmitter } from "node:events";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Electron from "electron";

/** What the app did and what the system would answer; tests read and change it. */
export const system = {
  isFirstInstance: true,
  paths: new Map<string, string>(),
  privileged: [] as readonly Electron.CustomScheme[],
  schemes: new Map<string, (request: Request) => Response | Promise<Response>>(),
  handlers: new Map<string, (event: object, ...args: unknown[]) => unknown>(),
  menu: null as readonly Electron.MenuItemConstructorOptions[] | null,
  opened: [] as string[],
  revealed: [] as string[],
  copied: [] as { readonly type: string; readonly bytes: number }[],
  dragged: [] as readonly string[],
  saveTo: null as string | null,
  folderChosen: null as string | null,
  messageAnswer: 0,
  messages: [] as string[],
  /** The page would hold its window back. */
  isPageUnsaved: false,
  isSandboxed: false,
  hasQuit: false,
  permission: null as Parameters<Electron.Session["setPermissionRequestHandler"]>[0],
  permissionCheck: null as Parameters<Electron.Session["setPermissionCheckHandler"]>[0],
  devicePermission: null as Parameters<Electron.Session["setDevicePermissionHandler"]>[0],
  blocked: [] as readonly string[],
  /** First bytes of what safeStorage writes: `v10` is weak, `v11` is real. */
  cipherPrefix: "v11",
  proxyList: "DIRECT",
  /** Hears what is sent to the pages. */
  onSend: (_channel: string, _args: readonly unknown[]): void => undefined,
};

const appEvents = new EventEmitter();
const appParts = {
  whenReady: async () => {
    await new Promise((resolve) => setImmediate(resolve));
  },
  requestSingleInstanceLock: () => system.isFirstInstance,
  enableSandbox: () => {
    system.isSandboxed = true;
  },
  setPath: (name: string, path: string) => {
    system.paths.set(name, path);
  },
  getPath: (name: string) => {
    const path = system.paths.get(name) ?? join(tmpdir(), `inlay-stand-in-${process.pid}`, name);
    mkdirSync(path, { recursive: true });
    return path;
  },
  getVersion: () => "0.0.0",
  getFileIcon: async () => ({ isEmpty: () => false }) as Electron.NativeImage,
  exit: (code?: number) => process.exit(code),
  quit: () => {
    let isPrevented = false;
    appEvents.emit("before-quit", {
      preventDefault: () => {
        isPrevented = true;
      },
    });
    system.hasQuit = !isPrevented;
    if (system.hasQuit) appEvents.emit("quit");
  },
} satisfies Partial<Electron.App>;
export const app = Object.assign(appEvents, appParts);

export const protocol = {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) => {
    system.privileged = schemes;
  },
  handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => {
    system.schemes.set(scheme, handler);
  },
} satisfies Partial<Electron.Protocol>;

const sessionEvents = new EventEmitter();
const sessionParts = {
  setPermissionRequestHandler: (handler) => {
    system.permission = handler;
  },
  setPermissionCheckHandler: (handler) => {
    system.permissionCheck = handler;
  },
  setDevicePermissionHandler: (handler) => {
    system.devicePermission = handler;
  },
  resolveProxy: async () => system.proxyList,
} satisfies Partial<Electron.Session>;
const webRequest = {
  onBeforeRequest: (
    filter: Electron.WebRequestFilter,
    listener: (
      details: Electron.OnBeforeRequestListenerDetails,
      decide: (r: Electron.CallbackResponse) => void,
    ) => void,
  ) => {
    listener({} as Electron.OnBeforeRequestListenerDetails, ({ cancel }) => {
      if (cancel === true) system.blocked = filter.urls;
    });
  },
};
export const session = {
  defaultSession: Object.assign(sessionEvents, sessionParts, { webRequest }),
};

const contentsParts = {
  getURL: () => "inlay://app/",
  reload: () => undefined,
  send: (channel: string, ...args: unknown[]) => system.onSend(channel, args),
  setWindowOpenHandler: () => undefined,
  startDrag: (item: Electron.Item) => {
    system.dragged = item.files ?? [item.file];
  },
} satisfies Partial<Electron.WebContents>;

type OpenHandler = (details: { readonly url: string }) => { action: "deny" | "allow" };

/** One page's process, as the main process sees it. */
export class StandInContents extends EventEmitter {
  openHandler: OpenHandler = () => ({ action: "allow" });
  readonly getURL = contentsParts.getURL;
  readonly reload = contentsParts.reload;
  readonly send = contentsParts.send;
  readonly startDrag = contentsParts.startDrag;
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.all];
  }
  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.all[0] ?? null;
  }
  readonly webContents = new StandInContents();
  readonly options: Electron.BrowserWindowConstructorOptions;
  url = "";
  isShown = false;
  focusCount = 0;
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit("web-contents-created", {}, this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    this.url = url;
    await new Promise((resolve) => setImmediate(resolve));
    this.emit("ready-to-show");
  }
  show(): void {
    this.isShown = true;
  }
  focus(): void {
    this.focusCount += 1;
  }
  isMinimized(): boolean {
    return false;
  }
  restore(): void {
    this.isShown = true;
  }
  isDestroyed(): boolean {
    return !BrowserWindow.all.includes(this);
  }
  close(): void {
    this.emit("close", { preventDefault: () => undefined });
    if (system.isPageUnsaved) {
      let isLeft = false;
      this.webContents.emit("will-prevent-unload", { preventDefault: () => (isLeft = true) });
      if (!isLeft) return;
    }
    BrowserWindow.all.splice(BrowserWindow.all.indexOf(this), 1);
    this.emit("closed");
    if (BrowserWindow.all.length === 0) app.emit("window-all-closed");
  }
}

export const ipcMain = {
  handle: (channel: string, handler: (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown) => {
    system.handlers.set(channel, handler as (event: object, ...args: unknown[]) => unknown);
  },
  // electron-store listens here for pages of its own, which we do not have.
  on: () => ipcMain,
};

export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (menu: readonly Electron.MenuItemConstructorOptions[] | null) => {
    system.menu = menu;
  },
};

export const nativeTheme: Pick<Electron.NativeTheme, "themeSource" | "shouldUseDarkColors"> = {
  themeSource: "system",
  shouldUseDarkColors: true,
};

export const shell = {
  openExternal: async (url: string) => {
    system.opened.push(url);
  },
  showItemInFolder: (path: string) => {
    system.revealed.push(path);
  },
  openPath: async () => "",
} satisfies Partial<Electron.Shell>;

const noBookmarks: string[] = [];
export const dialog = {
  showSaveDialog: async () => ({ canceled: system.saveTo === null, filePath: system.saveTo ?? "" }),
  showOpenDialog: async () => ({
    canceled: system.folderChosen === null,
    filePaths: system.folderChosen === null ? [] : [system.folderChosen],
    bookmarks: noBookmarks,
  }),
  showMessageBoxSync: (_window: object, options: Electron.MessageBoxOptions) => {
    system.messages.push(options.message);
    return system.messageAnswer;
  },
  showMessageBox: async (options: Electron.MessageBoxOptions) => {
    system.messages.push(options.message);
    return { response: system.messageAnswer, checkboxChecked: false };
  },
};

export class ClipboardItem {
  readonly items: Readonly<Record<string, Blob>>;
  constructor(items: Readonly<Record<string, Blob>>) {
    this.items = items;
  }
}

export const clipboard = {
  write: async (items: readonly ClipboardItem[]) => {
    for (const item of items)
      for (const [type, blob] of Object.entries(item.items)) system.copied.push({ type, bytes: blob.size });
  },
};

export const safeStorage = {
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text: string) =>
    Buffer.from(`${system.cipherPrefix}${Buffer.from(text).toString("hex")}`),
  decryptStringAsync: async (bytes: Buffer) => ({
    result: Buffer.from(bytes.subarray(3).toString(), "hex").toString(),
    shouldReEncrypt: false,
  }),
} satisfies Partial<Electron.SafeStorage>;
