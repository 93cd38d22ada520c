// Journeys in a real browser, against the browser host; `desktop` drives Electron and runs where its binary is.
// build/test.mjs says which Chromium: INLAY_CHROMIUM.
import { defineConfig, devices } from "@playwright/test";

const isRoot = process.getuid?.() === 0;
const chromium = process.env["INLAY_CHROMIUM"];

const takesScreenshots = process.env["INLAY_SCREENSHOTS"] !== undefined;

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results/e2e",
  fullyParallel: false,
  workers: 3,
  retries: 0,
  // Generous: they count on a slow machine only, and all that a test waits for is a condition.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: process.env["CI"] !== undefined,
  reporter: [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    actionTimeout: 60_000,
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      args: [
        "--disable-background-networking",
        "--force-color-profile=srgb",
        ...(isRoot ? ["--no-sandbox"] : []),
      ],
    },
  },
  projects: [
    {
      name: "browser",
      testMatch: "**/*.spec.ts",
      testIgnore: ["**/desktop/**", ...(takesScreenshots ? [] : ["**/screenshots.spec.ts"])],
    },
    { name: "desktop", testMatch: "desktop/**/*.spec.ts" },
  ],
});
