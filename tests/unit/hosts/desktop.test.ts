import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { channels } from "#electron/hosts/channels.ts";
import { startDesktop, type StandInDesktop } from "#tests/support/electron/start-desktop.ts";

let desktop: StandInDesktop;
beforeAll(async () => {
  desktop = await startDesktop();
});
afterAll(async () => await desktop.stop());

type Reply = { ok: boolean; value?: Record<string, unknown>; error?: { kind: string; reason?: string } };

async function call(name: string, input: unknown = {}): Promise<Reply> {
  return (await desktop.invoke(channels.call, name, input)) as Reply;
}

async function waitForEvent(name: string): Promise<Record<string, unknown>> {
  return await new Promise((resolve) => {
    const end = desktop.onSent((channel, [event]) => {
      if (channel !== channels.event || (event as { name: string }).name !== name) return;
      end();
      resolve(event as Record<string, unknown>);
    });
  });
}

describe("the desktop host on the stand-in for Electron", () => {
  it("opens one sandboxed window on its own scheme, not smaller than 900 by 600", async () => {
    const { windows, isSandboxed, userData } = await desktop.look();
    expect(isSandboxed).toBe(true);
    expect(windows).toHaveLength(1);
    expect(windows[0]).toMatchObject({
      url: "inlay://app/",
      isShown: true,
      options: {
        name: "studio",
        windowStatePersistence: true,
        minWidth: 900,
        minHeight: 600,
        show: false,
        webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false },
      },
    });
    expect(userData).toBe(join(desktop.folder, "data", "chromium"));
  });

  it("serves calls of its page and nobody else's", async () => {
    expect(await call("app.hello")).toMatchObject({
      ok: true,
      value: { host: "desktop", engine: "demo", demoReason: "no-key", key: { canStore: "keychain" } },
    });
    const strangers = [
      { frameUrl: null, isSubframe: false, reason: "sender-gone" },
      { frameUrl: "inlay://app/", isSubframe: true, reason: "sender-frame" },
      { frameUrl: "https://app/", isSubframe: false, reason: "sender-origin" },
      { frameUrl: "inlay://app.evil.example/", isSubframe: false, reason: "sender-origin" },
      { frameUrl: "inlay://user@app/", isSubframe: false, reason: "sender-origin" },
      { frameUrl: "about:blank", isSubframe: false, reason: "sender-origin" },
    ];
    for (const { reason, ...frame } of strangers)
      expect(
        await desktop.control({
          kind: "invoke",
          channel: channels.call,
          args: ["app.hello", {}],
          ...frame,
        }),
      ).toEqual({ ok: false, error: { kind: "not-allowed", reason } });
  });

  it("serves files with the policy as a header, and no other host of the scheme", async () => {
    const missing = await desktop.fetch("/assets/nothing.js");
    expect(missing.status).toBe(404);
    expect(missing.headers["content-security-policy"]).toContain("default-src 'none'");
    expect((await desktop.fetch("inlay://other/index.html")).status).toBe(404);
    expect((await desktop.fetch("/media/../../package.json")).status).toBe(404);
  });

  it("takes files in by its own scheme", async () => {
    const png = readFileSync(join(import.meta.dirname, "../../support/electron/gradient.png"));
    const reply = await desktop.fetch("/upload?purpose=import&name=gradient.png", {
      method: "POST",
      body: png,
    });
    const answer = JSON.parse(Buffer.from(reply.body).toString()) as Reply;
    expect(answer).toMatchObject({ ok: true, value: { purpose: "import", fresh: true } });
    const { id, asset } = answer.value!["picture"] as { id: string; asset: string };
    const media = await desktop.fetch(`/media/${asset}`);
    expect(Buffer.from(media.body).equals(png)).toBe(true);

    expect(await call("picture.copy", { id })).toEqual({ ok: true, value: {} });
    expect(await call("picture.reveal", { id })).toEqual({ ok: true, value: {} });
    expect(await call("picture.dragOut", { ids: [id] })).toEqual({ ok: true, value: {} });
    const look = await desktop.look();
    expect(look.copied).toEqual([{ type: "image/png", bytes: png.length }]);
    expect(look.revealed).toHaveLength(1);
    expect(readFileSync(look.revealed[0]!).equals(png)).toBe(true);
    expect(look.dragged).toEqual(look.revealed);
  });

  it("saves a picture where the dialog says, byte for byte, and nowhere when it is called off", async () => {
    const { value } = await call("picture.search");
    const [picture] = value!["pictures"] as { id: string }[];
    expect(await call("picture.saveAs", { id: picture!.id })).toEqual({ ok: true, value: { saved: false } });
    const target = join(desktop.folder, "saved.png");
    await desktop.set({ saveTo: target });
    expect(await call("picture.saveAs", { id: picture!.id })).toEqual({ ok: true, value: { saved: true } });
    expect(existsSync(target)).toBe(true);
    await desktop.set({ saveTo: join(desktop.folder, "not", "there.png") });
    expect(await call("picture.saveAs", { id: picture!.id })).toMatchObject({
      error: { kind: "file-unreadable" },
    });
  });

  it("hands out no file that was changed behind the app, and still shows where it lies", async () => {
    const { value } = await call("picture.search");
    const [picture] = value!["pictures"] as { id: string }[];
    const { id } = picture!;
    await call("picture.reveal", { id });
    const before = await desktop.look();
    const path = before.revealed.at(-1)!;
    const bytes = readFileSync(path);
    writeFileSync(path, "other bytes");
    await desktop.set({ saveTo: join(desktop.folder, "changed.png") });
    for (const name of ["picture.saveAs", "picture.copy"])
      expect(await call(name, { id })).toMatchObject({ error: { kind: "file-changed" } });
    expect(await call("picture.dragOut", { ids: [id] })).toMatchObject({ error: { kind: "file-changed" } });
    expect(existsSync(join(desktop.folder, "changed.png"))).toBe(false);
    expect(await call("picture.reveal", { id })).toEqual({ ok: true, value: {} });
    rmSync(path);
    expect(await call("picture.copy", { id })).toMatchObject({ error: { kind: "file-unreadable" } });
    writeFileSync(path, bytes);
    expect(await call("picture.copy", { id })).toEqual({ ok: true, value: {} });
    const { copied, dragged } = await desktop.look();
    expect([copied.length, dragged.length]).toEqual([before.copied.length + 1, before.dragged.length]);
  });

  it("refuses windows, navigation and permissions, and opens only known links in the system's browser", async () => {
    const open = async (url: string) => await desktop.control({ kind: "open-window", url });
    expect(await open("https://evil.example/")).toEqual({ action: "deny" });
    expect(await open("http://getinfinityblue.com/")).toEqual({ action: "deny" });
    expect(await open("file:///etc/passwd")).toEqual({ action: "deny" });
    expect((await desktop.look()).opened).toEqual([]);
    expect(await open("https://getinfinityblue.com/keys")).toEqual({ action: "deny" });
    expect((await desktop.look()).opened).toEqual(["https://getinfinityblue.com/keys"]);

    expect(await desktop.control({ kind: "navigate", url: "https://evil.example/" })).toBe(true);
    expect(await desktop.control({ kind: "navigate", url: "file:///etc/passwd" })).toBe(true);
    expect(await desktop.control({ kind: "navigate", url: "inlay://app/" })).toBe(false);

    const may = async (permission: string) => await desktop.control({ kind: "permission", permission });
    expect(await may("media")).toBe(false);
    expect(await may("geolocation")).toBe(false);
    expect(await may("clipboard-read")).toBe(false);
    expect(await may("clipboard-sanitized-write")).toBe(true);
    expect((await desktop.look()).blocked).toEqual(
      expect.arrayContaining(["http://*/*", "https://*/*", "ws://*/*", "wss://*/*", "file://*/*"]),
    );
  });

  it("sends a command from the menu to the page, and shows a changed key in it", async () => {
    const heard = waitForEvent("command.chosen");
    expect(await desktop.control({ kind: "menu", label: "Generate" })).toBe(true);
    expect(await heard).toEqual({ name: "command.chosen", command: "create.generate" });
    await call("settings.update", { shortcuts: { "create.generate": "$mod+KeyG" } });
    expect(JSON.stringify((await desktop.look()).menu)).toContain("CommandOrControl+G");
  });

  it("[K1] keeps a key in the key store and writes it nowhere else", async () => {
    const canary = "sk-canary-desktop-0123456789";
    expect(await call("key.set", { key: canary, place: "keychain" })).toMatchObject({
      ok: true,
      value: { place: "keychain", tail: "6789" },
    });
    expect(await call("app.hello")).toMatchObject({ value: { engine: "api" } });
    for (const path of filesBelow(desktop.folder))
      expect(readFileSync(path).includes(canary), path).toBe(false);
    await call("key.forget");
  });

  it("[K2] writes no key where only weak encryption is at hand", async () => {
    await desktop.set({ cipherPrefix: "v10" });
    expect(await call("key.set", { key: "sk-canary-weak-0123456789", place: "keychain" })).toEqual({
      ok: false,
      error: { kind: "weak-key-storage" },
    });
    expect(existsSync(join(desktop.folder, "config", "key.json"))).toBe(false);
  });

  it("opens another library that is chosen in the dialog, and tells the pages", async () => {
    expect(await call("library.choose")).toEqual({ ok: true, value: null });
    const other = join(desktop.folder, "other library");
    mkdirSync(other);
    await desktop.set({ folderChosen: other });
    const reloaded = waitForEvent("library.reloaded");
    expect(await call("library.choose")).toMatchObject({ ok: true, value: { folder: other, pictures: 0 } });
    await reloaded;
    expect(readFileSync(join(desktop.folder, "config", "library.json"), "utf8")).toContain("other library");
  });

  it("brings its window to the front when it is started again, and ends when it is closed and its page has saved", async () => {
    await desktop.control({ kind: "second-instance" });
    expect((await desktop.look()).windows).toMatchObject([{ focusCount: 1 }]);
    // A page that holds something unsaved is told, and closes its window itself.
    await desktop.set({ isPageUnsaved: true });
    const told = waitForEvent("window.closing");
    await desktop.control({ kind: "close-window" });
    await told;
    const again = waitForEvent("window.closing");
    await desktop.control({ kind: "quit" });
    await again;
    expect((await desktop.look()).windows).toHaveLength(1);
    expect(await call("app.hello")).toMatchObject({ ok: true });
    await desktop.set({ isPageUnsaved: false });
    void desktop.control({ kind: "close-window" }).catch(() => undefined);
    expect(await desktop.ended).toBe(0);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
