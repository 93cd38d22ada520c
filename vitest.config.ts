import { defineConfig } from "vitest/config";

/** Unit, contract and architecture tests; the browser journeys in tests/e2e run under Playwright. */
export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    exclude: ["tests/e2e/**"],
    environment: "node",
    pool: "forks",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: { ELECTRON_OVERRIDE_DIST_PATH: "/nonexistent" },
  },
});
