// Lets the process that started a desktop host on the stand-in reach it as Chromium would: requests of the page,
// messages of the preload script, and what a person does to windows and menus. Values pass the structured clone.
import { app, BrowserWindow, system } from "./stand-in.ts";

export type ControlRequest =
  | {
      readonly kind: "fetch";
      readonly url: string;
      readonly method: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array | null;
    }
  | {
      readonly kind: "invoke";
      readonly channel: string;
      readonly args: readonly unknown[];
      /** Address of the sending frame; null for one that is gone. */
      readonly frameUrl: string | null;
      readonly isSubframe: boolean;
    }
  | { readonly kind: "menu"; readonly label: string }
  | { readonly kind: "open-window"; readonly url: string }
  | { readonly kind: "navigate"; readonly url: string }
  | { readonly kind: "permission"; readonly permission: string }
  | { readonly kind: "second-instance" }
  | { readonly kind: "close-window" }
  | { readonly kind: "quit" }
  | { readonly kind: "set"; readonly values: Partial<typeof system> }
  | { readonly kind: "look" };

export type ControlMessage = { readonly id: number; readonly request: ControlRequest };

/** What `look` answers with. */
export interface DesktopLook {
  readonly isSandboxed: boolean;
  readonly windows: readonly {
    readonly url: string;
    readonly isShown: boolean;
    readonly focusCount: number;
    readonly options: unknown;
  }[];
  readonly userData: string | undefined;
  readonly privileged: unknown;
  readonly blocked: readonly string[];
  readonly menu: unknown;
  readonly opened: readonly string[];
  readonly revealed: readonly string[];
  readonly copied: readonly { readonly type: string; readonly bytes: number }[];
  readonly dragged: readonly string[];
  readonly messages: readonly string[];
}

type MenuItem = Electron.MenuItemConstructorOptions;

process.on("message", (message: ControlMessage) => {
  void answer(message.request).then(
    (value) => process.send?.({ id: message.id, ok: true, value }),
    (error: unknown) => process.send?.({ id: message.id, ok: false, value: String(error) }),
  );
});
system.onSend = (channel, args) => process.send?.({ sent: { channel, args } });
app.on("quit", () => process.exit(0));

async function answer(request: ControlRequest): Promise<unknown> {
  switch (request.kind) {
    case "fetch":
      return await fetchFromScheme(request);
    case "invoke": {
      const handler = system.handlers.get(request.channel);
      if (handler === undefined) throw new Error(`No handler registered for '${request.channel}'`);
      const senderFrame =
        request.frameUrl === null ? null : { url: request.frameUrl, parent: request.isSubframe ? {} : null };
      return await handler({ senderFrame }, ...request.args);
    }
    case "menu":
      return chooseInMenu(request.label);
    case "open-window":
      return BrowserWindow.all[0]?.webContents.openHandler({ url: request.url });
    case "navigate": {
      let isPrevented = false;
      const event = { url: request.url, preventDefault: () => (isPrevented = true) };
      BrowserWindow.all[0]?.webContents.emit("will-navigate", event);
      return isPrevented;
    }
    case "permission": {
      const contents = { getURL: () => "inlay://app/" } as Electron.WebContents;
      return await new Promise((resolve) => {
        system.permission?.(contents, request.permission as "media", resolve, {} as never);
      });
    }
    case "second-instance":
      return app.emit("second-instance");
    case "close-window":
      return BrowserWindow.all[0]?.close();
    case "quit":
      return app.quit();
    case "set":
      Object.assign(system, request.values);
      return null;
    case "look":
      return look();
  }
}

async function fetchFromScheme(request: Extract<ControlRequest, { kind: "fetch" }>): Promise<unknown> {
  const handler = system.schemes.get(new URL(request.url).protocol.replace(":", ""));
  if (handler === undefined) throw new Error(`Nobody serves ${request.url}`);
  const response = await handler(
    new Request(request.url, {
      method: request.method,
      headers: request.headers,
      ...(request.body === null ? {} : { body: new Blob([Buffer.from(request.body)]), duplex: "half" }),
    }),
  );
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

function chooseInMenu(label: string): boolean {
  const items = (system.menu ?? []).flatMap((menu) => (menu.submenu ?? []) as MenuItem[]);
  const item = items.find((candidate) => candidate.label === label);
  (item?.click as (() => void) | undefined)?.();
  return item !== undefined;
}

function look(): DesktopLook {
  const { isSandboxed, privileged, blocked, opened, revealed, copied, dragged, messages } = system;
  return {
    isSandboxed,
    privileged,
    blocked,
    opened,
    revealed,
    copied,
    dragged,
    messages,
    userData: system.paths.get("userData"),
    menu: JSON.parse(JSON.stringify(system.menu)) as unknown,
    windows: BrowserWindow.all.map(({ url, isShown, focusCount, options }) => ({
      url,
      isShown,
      focusCount,
      options,
    })),
  };
}
