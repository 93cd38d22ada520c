import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/**
 * They put something in the place of a module, or have to be the first that loads one: each gets a process of its own,
 * and Vite's module runner.
 */
const ownProcess = [
  "tests/contract/structured-clone.test.ts",
  "tests/unit/platform/decoder-memory.test.ts",
  "tests/unit/renderer/session/connect-session.test.ts",
];

/** Unit, contract and architecture tests; the browser journeys in tests/e2e run under Playwright. */
export default defineConfig({
  test: {
    environment: "node",
    pool: "forks",
    // As the hosts do (decision 0012).
    execArgv: ["--no-maglev-osr"],
    // Vitest leaves one core free unless told; on two cores that doubles the time.
    maxWorkers: availableParallelism(),
    // Limits are for what hangs, not for what is slow on a busy machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    env: { ELECTRON_OVERRIDE_DIST_PATH: "/nonexistent" },
    projects: [
      {
        extends: true,
        test: {
          name: "core",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/e2e/**", "tests/unit/renderer/**", ...ownProcess],
          // One file after the other in one process: modules, the decoder and compiled code are loaded once.
          isolate: false,
          setupFiles: ["tests/support/lease-workers.ts"],
          // Node reads our TypeScript itself, as it does in the workers that the tests start.
          experimental: { viteModuleRunner: false, nodeLoader: false },
        },
      },
      {
        extends: true,
        // Node does not read the JSX that some of these lead to: Vite does.
        test: {
          name: "page",
          include: ["tests/unit/renderer/**/*.test.ts"],
          exclude: ownProcess,
          isolate: false,
        },
      },
      { extends: true, test: { name: "own process", include: ownProcess } },
    ],
  },
});
