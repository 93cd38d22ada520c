// The facts of a running studio as lines for a report. Says where a key is kept, never more of it.
import { homedir, release } from "node:os";
import type { Hello } from "#shared/contract/calls/app-calls.ts";
import type { AppPaths } from "#electron/platform/app-paths.ts";
import type { LibraryPlace } from "./library-place.ts";

export function describeStudio(facts: {
  readonly options: {
    readonly host: string;
    readonly version: string;
    readonly env: Readonly<Record<string, string | undefined>>;
  };
  readonly paths: AppPaths;
  readonly hello: Hello;
  readonly place: LibraryPlace;
}): string[] {
  const { options, paths, hello, place } = facts;
  const { settings } = hello;
  const versions = process.versions as Readonly<Record<string, string | undefined>>;
  const electron = versions["electron"];
  return [
    `Inlay ${options.version}, ${options.host} host`,
    `Node ${versions["node"]}${electron === undefined ? "" : `, Electron ${electron}`}, ${process.platform} ${release()} ${process.arch}`,
    `Engine: ${hello.engine}${hello.demoReason === null ? "" : ` (${hello.demoReason})`}`,
    `Key: ${hello.key.place}; this host can keep one: ${hello.key.canStore}`,
    `Base URL: ${hostOf(options.env["INLAY_BASE_URL"] ?? settings.baseUrl)}${options.env["INLAY_BASE_URL"] === undefined ? "" : " (from INLAY_BASE_URL)"}`,
    `Proxy: ${settings.proxy.mode}; edits go as ${settings.editEncoding}; replies as ${settings.responseFormat}; ${settings.parallelRequests} at a time`,
    `Library: ${shorten(place.folder)}`,
    `Settings: ${shorten(paths.configFolder)}; log: ${shorten(paths.logFolder)}`,
    `Notices: ${hello.notices.map(({ id }) => id).join(", ") || "none"}`,
  ];
}

/** Without the user's name, which stands in the path of the home folder. */
function shorten(path: string): string {
  const home = homedir();
  return path.startsWith(home) ? `~${path.slice(home.length)}` : path;
}

/** Without user, password and path. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : "not an address";
}
