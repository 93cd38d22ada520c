// The desktop app in Electron itself. Skipped where its binary is not installed, or cannot open a window.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { _electron, type ElectronApplication, type Page } from "@playwright/test";
import { findElectron } from "#build/setup/electron-binary.mjs";
import { expect, promptField, resultTiles, test } from "#tests/support/e2e/studio-test.ts";

const binary = findElectron();
const hasDisplay =
  process.platform !== "linux" || Boolean(process.env["DISPLAY"] ?? process.env["WAYLAND_DISPLAY"]);
const isRoot = process.platform === "linux" && process.getuid?.() === 0;

test.skip(binary === undefined, "Electron's binary is not installed on this machine");
test.skip(!hasDisplay, "there is no display for Electron to open a window on");
test.skip(isRoot, "Electron's sandbox does not run as root");

let folder: string;
let app: ElectronApplication;
let page: Page;

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "inlay-electron-"));
  const { INLAY_API_KEY: _key, INLAY_BASE_URL: _url, ELECTRON_RUN_AS_NODE: _node, ...env } = process.env;
  app = await _electron.launch({
    ...(binary === undefined ? {} : { executablePath: binary }),
    args: [resolve("."), "--library", join(folder, "library")],
    env: { ...(env as Record<string, string>), INLAY_DATA: folder },
  });
  page = await app.firstWindow();
});
test.afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

test("opens on its own scheme, sandboxed, and makes a picture", async () => {
  expect(page.url()).toBe("inlay://app/");
  await expect(promptField(page)).toBeFocused();
  expect(
    await page.evaluate(() => ["require", "process", "Buffer"].filter((name) => name in window)),
  ).toEqual([]);
  await page.keyboard.type("a lighthouse in the evening");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(resultTiles(page)).toHaveCount(1, { timeout: 60_000 });
});

test("serves its page with the policy as a header, and takes files in", async () => {
  const seen = await page.evaluate(async () => {
    const index = await fetch("/");
    const upload = await fetch("/upload?purpose=import&name=a.png", {
      method: "POST",
      body: new Blob(["no picture"]),
    });
    return { policy: index.headers.get("content-security-policy"), reply: (await upload.json()) as unknown };
  });
  expect(seen.policy).toContain("default-src 'none'");
  expect(seen.policy).not.toContain("unsafe");
  expect(seen.reply).toMatchObject({ ok: false, error: { kind: "picture-refused" } });
});

test("lets the page go nowhere, open nothing and reach nobody", async () => {
  const before = app.windows().length;
  await page.evaluate(() => {
    window.open("https://example.com/");
    location.href = "https://example.com/";
  });
  expect(
    await page.evaluate(async () =>
      fetch("https://example.com/").then(
        () => true,
        () => false,
      ),
    ),
  ).toBe(false);
  expect(await page.evaluate(async () => Notification.requestPermission())).toBe("denied");
  expect(page.url()).toBe("inlay://app/");
  expect(app.windows()).toHaveLength(before);
});

test("is one app: a second start ends at once", async () => {
  const second = await _electron
    .launch({
      ...(binary === undefined ? {} : { executablePath: binary }),
      args: [resolve("."), "--library", join(folder, "library")],
      env: { ...(process.env as Record<string, string>), INLAY_DATA: folder },
      timeout: 15_000,
    })
    .then(
      async (other) => {
        const { exitCode } = other.process();
        await other.close();
        return exitCode;
      },
      () => 0,
    );
  expect(second ?? 0).toBe(0);
  expect(app.windows()).toHaveLength(1);
});

test("shows its menu and window as it should", async () => {
  const facts = await app.evaluate(({ Menu, BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return {
      menus: Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? [],
      smallest: window?.getMinimumSize(),
    };
  });
  expect(facts.menus).toEqual(expect.arrayContaining(["File", "Edit", "View", "Create", "Picture", "Help"]));
  expect(facts.smallest).toEqual([900, 600]);
});
