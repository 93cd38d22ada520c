// A browser host over a whole studio, with a page of two small files and a session that stands.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { startBrowserHost, type BrowserHost } from "#electron/hosts/browser.ts";
import { openRawSession, sendRaw, type RawAnswer, type RawRequest } from "./browser-client.ts";
import { openTestStudio, type TestStudio } from "./open-test-studio.ts";

/** A file of the page whose name carries a hash. */
export const hashedScript = "assets/main-0123abcd.js";

export interface TestHost {
  readonly studio: TestStudio;
  readonly host: BrowserHost;
  readonly origin: string;
  readonly cookie: string;
  readonly send: (given: RawRequest) => Promise<RawAnswer>;
  /** The headers of a call that the page itself makes. */
  readonly page: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** `files` lie below the studio's folder, beside the page's own in `page/`. */
export async function openTestHost(files: Readonly<Record<string, string>> = {}): Promise<TestHost> {
  const studio = await openTestStudio();
  const all = {
    "page/index.html": "<!doctype html><title>Inlay</title>",
    [`page/${hashedScript}`]: "export {};",
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(studio.folder, name)), { recursive: true });
    writeFileSync(join(studio.folder, name), text);
  }
  const host = await startBrowserHost(studio, { assets: join(studio.folder, "page"), ports: [0] });
  const origin = `http://127.0.0.1:${host.port}`;
  const cookie = await openRawSession(host.url);
  return {
    studio,
    host,
    origin,
    cookie,
    send: async (given) => await sendRaw(host.port, given),
    page: { origin, cookie, "content-type": "application/json", "sec-fetch-site": "same-origin" },
    close: async () => {
      await host.close();
      await studio.close();
    },
  };
}
