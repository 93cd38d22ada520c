import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Unit, contract and architecture tests; the browser journeys in tests/e2e run under Playwright. */
export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    exclude: ["tests/e2e/**"],
    environment: "node",
    pool: "forks",
    // Vitest leaves one core free unless told; on two cores that doubles the time.
    maxWorkers: availableParallelism(),
    // Limits are for what hangs, not for what is slow on a busy machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { ELECTRON_OVERRIDE_DIST_PATH: "/nonexistent" },
  },
});
