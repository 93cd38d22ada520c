import { rm } from "node:fs/promises";
import { expect, it } from "vitest";
import { startQuietWork } from "#electron/hosts/quiet-work.ts";
import type { OpenShelf } from "#electron/hosts/library-session.ts";
import type { Notice } from "#shared/contract/notice.ts";
import { ok } from "#shared/errors/result.ts";
import { freshFolder, log, mustOpen } from "#tests/unit/library/library-fixture.ts";

it("says once that the disk has little room, and again only after there was plenty", async () => {
  const folder = await freshFolder();
  const library = await mustOpen(folder);
  const notices: Notice[] = [];
  let freeBytes = 900_000_000;
  let asked = 0;
  const state: typeof library.state = async () => {
    asked += 1;
    return { ...(await library.state()), freeBytes };
  };
  const shelf = { library: { ...library, state } } as unknown as OpenShelf;
  const quiet = startQuietWork({
    session: { current: () => ok(shelf) },
    notify: (notice) => void notices.push(notice),
    log,
    periodMs: 5,
  });
  const lookAgain = async (): Promise<void> => {
    const from = asked;
    await expect.poll(() => asked, { timeout: 10_000 }).toBeGreaterThan(from + 2);
  };
  await lookAgain();
  expect(notices).toEqual([{ id: "disk-scarce", folder, freeBytes: 900_000_000 }]);
  freeBytes = 1_500_000_000;
  await lookAgain();
  freeBytes = 100_000_000;
  await lookAgain();
  expect(notices).toHaveLength(1);
  freeBytes = 3_000_000_000;
  await lookAgain();
  freeBytes = 100_000_000;
  await lookAgain();
  expect(notices).toHaveLength(2);
  await quiet.close();
  await library.close();
  await rm(folder, { recursive: true });
});
