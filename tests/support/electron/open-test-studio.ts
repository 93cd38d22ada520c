// A whole studio on folders of its own, with a demo engine that does not dawdle.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStudio, type Studio, type StudioOptions } from "#electron/hosts/studio.ts";
import { openConfFile } from "#electron/settings/conf-file.ts";

export interface TestStudio extends Studio {
  /** Everything it writes is below. */
  readonly folder: string;
  readonly library: string;
}

/** `close` removes the folders, unless they were handed in. */
export async function openTestStudio(
  options: Partial<StudioOptions> & { readonly folder?: string } = {},
): Promise<TestStudio> {
  const { folder: given, ...rest } = options;
  const folder = given ?? mkdtempSync(join(tmpdir(), "inlay-studio-"));
  const library = join(folder, "library");
  const studio = await openStudio({
    host: "browser",
    version: "1.2.3",
    openSettingsFile: openConfFile,
    vault: null,
    createPowers: null,
    systemProxy: null,
    libraryFlag: library,
    isDemoFlagged: false,
    demoLatencyMs: 0,
    ...rest,
    env: { INLAY_DATA: folder, ...rest.env },
  });
  return {
    ...studio,
    folder,
    library,
    close: async () => {
      await studio.close();
      if (given === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
