// Playwright's `test` with a studio, an API to talk to, and words for what a designer does.
import { expect, test as base, type Page } from "@playwright/test";
import { startDemoEngine, type DemoEngine } from "#electron/demo/demo-engine.ts";
import { removeFolders, startStudio, type RunningStudio, type StudioOptions } from "./running-studio.ts";

/** A key that is easy to find wherever it should not be. */
export const canaryKey = "sk-canary0123456789abcdefCANARY";

export type Api = DemoEngine & {
  /** What a studio needs to talk to it with a key. */
  readonly env: Readonly<Record<string, string>>;
};

type Fixtures = {
  /** Starts studios; all are ended and their folders removed afterwards. */
  readonly openStudio: (options?: StudioOptions) => Promise<RunningStudio>;
  /** The stand-in for the API: quick, steerable, and counting what it got. */
  readonly api: Api;
};

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures are wanted
  openStudio: async ({}, use) => {
    const studios: RunningStudio[] = [];
    await use(async (options) => {
      const studio = await startStudio(options);
      studios.push(studio);
      return studio;
    });
    for (const studio of studios) await studio.kill();
    for (const studio of studios) await removeFolders(studio.folders);
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  api: async ({}, use) => {
    const engine = await startDemoEngine({ latencyMs: 50, keepsRequests: true, drawsPlain: true });
    await use(Object.assign(engine, { env: { INLAY_API_KEY: canaryKey, INLAY_BASE_URL: engine.url } }));
    await engine.close();
  },
});

export { expect };

/** Goes to another room by the rail. */
export async function goTo(
  page: Page,
  room: "Create" | "Gallery" | "Canvas" | "Usage" | "Settings",
): Promise<void> {
  await page.getByRole("navigation", { name: "Rooms" }).getByRole("button", { name: room }).click();
}

/** The field of the prompt, whichever of its two names it has. */
export function promptField(page: Page) {
  return page.getByRole("textbox", { name: /^(Prompt|What should change)/ });
}

/** The dialog that is open. Messages have the role too (a toast, which says its type), and come and go when they like. */
export function openDialog(page: Page) {
  return page.locator('[role="dialog"]:not([data-type])');
}

/** Finished pictures in Create. */
export function resultTiles(page: Page) {
  return page.getByRole("button", { name: /^Open large: / });
}

/** Pictures in the gallery's grid. */
export function galleryTiles(page: Page) {
  return page.getByRole("listbox", { name: "Pictures" }).getByRole("option");
}
