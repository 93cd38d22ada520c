// The built desktop host, on the stand-in for Electron, with the built page in Chromium behind the built preload
// script: requests of the page go to the host's own scheme, calls through `window.inlay`, events back.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { expect, galleryTiles, promptField, resultTiles, test } from "#tests/support/e2e/studio-test.ts";
import { startDesktop, type StandInDesktop } from "#tests/support/electron/start-desktop.ts";

/** Stands for `inlay://app`, which Chromium without Electron does not know. A secure origin, like the real one. */
const origin = "https://inlay.invalid";

/** What Electron does around a sandboxed preload script, for the page's own process. */
function sandboxAround(preload: string): string {
  return `(() => {
    const listeners = new Map();
    const ipcRenderer = {
      invoke: (channel, ...args) => window.__invoke(channel, args),
      on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
      removeListener: (channel, listener) =>
        listeners.set(channel, (listeners.get(channel) ?? []).filter((one) => one !== listener)),
    };
    const contextBridge = {
      exposeInMainWorld: (name, value) => Object.defineProperty(window, name, { value: Object.freeze(value) }),
    };
    window.__emit = (channel, args) => (listeners.get(channel) ?? []).forEach((listener) => listener({}, ...args));
    const require = (name) => {
      if (name !== "electron") throw new Error("module not found: " + name);
      return { contextBridge, ipcRenderer };
    };
    ${preload}
  })();`;
}

/** Puts the page in front of the host. */
async function connect(page: Page, desktop: StandInDesktop): Promise<{ readonly strangers: string[] }> {
  const strangers: string[] = [];
  await page.route("**/*", async (route) => {
    const request = route.request();
    if (!request.url().startsWith(`${origin}/`)) {
      strangers.push(request.url());
      await route.abort();
      return;
    }
    const answer = await desktop.fetch(request.url().slice(origin.length), {
      method: request.method(),
      headers: await request.allHeaders(),
      body: request.postDataBuffer(),
    });
    await route.fulfill({
      status: answer.status,
      headers: { ...answer.headers },
      body: Buffer.from(answer.body),
    });
  });
  await page.exposeFunction("__invoke", async (channel: string, args: unknown[]) =>
    desktop.invoke(channel, ...args),
  );
  await page.addInitScript({ content: sandboxAround(readFileSync(resolve("out/main/preload.cjs"), "utf8")) });
  desktop.onSent((channel, args) => {
    const emit = `window.__emit?.(${JSON.stringify(channel)}, ${JSON.stringify(args)})`;
    void page.evaluate(emit).catch(() => undefined);
  });
  return { strangers };
}

test("the desktop app on the stand-in for Electron, from a prompt to the gallery", async ({ page }) => {
  const desktop = await startDesktop({ program: resolve("out/main/desktop.js") });
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  try {
    const { strangers } = await connect(page, desktop);
    await page.goto(`${origin}/`);

    await test.step("the page has one door to the host and nothing of Node", async () => {
      await expect(promptField(page)).toBeFocused();
      const found = await page.evaluate(() => ({
        door: Object.keys((window as unknown as { inlay: object }).inlay).toSorted(),
        node: ["require", "process", "module", "Buffer"].filter((name) => name in window),
      }));
      expect(found).toEqual({ door: ["host", "invoke", "onEvent"], node: [] });
    });

    await test.step("a prompt becomes a picture", async () => {
      await page.keyboard.type("a lighthouse in the evening");
      await page.keyboard.press("ControlOrMeta+Enter");
      await expect(resultTiles(page)).toHaveCount(1);
      const image = resultTiles(page).first().locator("img").first();
      await expect
        .poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth))
        .toBeGreaterThan(0);
    });

    await test.step("the menu leads to the gallery, where the picture is", async () => {
      expect(await desktop.control({ kind: "menu", label: "Gallery" })).toBe(true);
      await expect(galleryTiles(page)).toHaveCount(1);
    });

    await test.step("dragged by the pointer, the picture leaves as its file", async () => {
      await galleryTiles(page).first().hover();
      await page.mouse.down();
      await page.mouse.move(700, 500, { steps: 5 });
      await page.mouse.up();
      await expect.poll(async () => (await desktop.look()).dragged).toHaveLength(1);
      const [file] = (await desktop.look()).dragged;
      expect(file).toContain(desktop.library);
      expect(file).toMatch(/ a-lighthouse-in-the-evening [0-9a-f]{8}\.png$/);
    });

    await test.step("nothing was refused, and nothing was asked of anybody else", async () => {
      expect(complaints).toEqual([]);
      expect(strangers).toEqual([]);
    });
  } finally {
    await desktop.stop();
  }
});
