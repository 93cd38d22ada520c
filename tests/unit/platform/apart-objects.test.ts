// The switch is the engine's own: another version of Node may have lost it, or no longer need it.
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { switchOfReplacing } from "#electron/platform/apart-objects.ts";

test("the pinned Node is the version that was looked at, and knows the switch", () => {
  expect(process.versions.v8).toMatch(/^13\.6\./);
  const { stdout } = spawnSync(process.execPath, ["--v8-options"], { encoding: "utf8" });
  expect(stdout).toContain(switchOfReplacing.slice(2));
});
