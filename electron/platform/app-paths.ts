// Where the app keeps its own things on each system; the same for both hosts. Makes no folders.
import { readFileSync } from "node:fs";
import { posix, win32 } from "node:path";

export type AppPaths = {
  /** Journal of jobs, and what else must not be lost. */
  readonly dataFolder: string;
  /** Settings, the stored key. */
  readonly configFolder: string;
  /** May be emptied at any time. */
  readonly cacheFolder: string;
  readonly logFolder: string;
  /** INLAY_LIBRARY, or `Inlay` in the user's pictures folder. */
  readonly libraryFolder: string;
  /** True when INLAY_LIBRARY names the library: a folder that was named and is gone is not made anew. */
  readonly isLibraryNamed: boolean;
};

export type PathSurroundings = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Text of a file, or null; tests bring their own. */
  readonly readText?: (path: string) => string | null;
};

/** INLAY_DATA puts data, settings, cache and log below one folder; INLAY_LIBRARY names the library. */
export function findAppPaths(around: PathSurroundings): AppPaths {
  const { env } = around;
  const style = around.platform === "win32" ? win32 : posix;
  const own = absolute(env["INLAY_DATA"], around);
  const named = absolute(env["INLAY_LIBRARY"], around);
  const folders =
    own === null
      ? systemFolders(around)
      : {
          dataFolder: style.join(own, "data"),
          configFolder: style.join(own, "config"),
          cacheFolder: style.join(own, "cache"),
          logFolder: style.join(own, "log"),
        };
  return {
    ...folders,
    libraryFolder: named ?? style.join(picturesFolder(around), "Inlay"),
    isLibraryNamed: named !== null,
  };
}

type Folders = Pick<AppPaths, "dataFolder" | "configFolder" | "cacheFolder" | "logFolder">;

function systemFolders(around: PathSurroundings): Folders {
  const { env, home } = around;
  switch (around.platform) {
    case "darwin": {
      const support = posix.join(home, "Library/Application Support/Inlay");
      return {
        dataFolder: support,
        configFolder: support,
        cacheFolder: posix.join(home, "Library/Caches/Inlay"),
        logFolder: posix.join(home, "Library/Logs/Inlay"),
      };
    }
    case "win32": {
      const roaming = absolute(env["APPDATA"], around) ?? win32.join(home, "AppData", "Roaming");
      const local = absolute(env["LOCALAPPDATA"], around) ?? win32.join(home, "AppData", "Local");
      return {
        dataFolder: win32.join(roaming, "Inlay"),
        configFolder: win32.join(roaming, "Inlay"),
        cacheFolder: win32.join(local, "Inlay", "Cache"),
        logFolder: win32.join(local, "Inlay", "Log"),
      };
    }
    default: {
      const state = absolute(env["XDG_STATE_HOME"], around) ?? posix.join(home, ".local/state");
      return {
        dataFolder: posix.join(
          absolute(env["XDG_DATA_HOME"], around) ?? posix.join(home, ".local/share"),
          "Inlay",
        ),
        configFolder: posix.join(configHome(around), "Inlay"),
        cacheFolder: posix.join(
          absolute(env["XDG_CACHE_HOME"], around) ?? posix.join(home, ".cache"),
          "Inlay",
        ),
        logFolder: posix.join(state, "Inlay"),
      };
    }
  }
}

function picturesFolder(around: PathSurroundings): string {
  if (around.platform === "win32") return win32.join(around.home, "Pictures");
  const fallback = posix.join(around.home, "Pictures");
  if (around.platform === "darwin") return fallback;
  const read = around.readText ?? readTextOrNull;
  const text = read(posix.join(configHome(around), "user-dirs.dirs")) ?? "";
  const line = /^\s*XDG_PICTURES_DIR\s*=\s*"((?:[^"\\]|\\.)*)"/m.exec(text)?.[1];
  if (line === undefined) return fallback;
  const named = line.replace(/\\(.)/g, "$1").replace(/^\$HOME(?=\/|$)/, around.home);
  // xdg-user-dirs names the home folder itself for "no such folder".
  return named.startsWith("/") && posix.resolve(named) !== posix.resolve(around.home)
    ? posix.resolve(named)
    : fallback;
}

function configHome(around: PathSurroundings): string {
  return absolute(around.env["XDG_CONFIG_HOME"], around) ?? posix.join(around.home, ".config");
}

// The XDG rules say that a relative path is to be ignored; the same holds for ours.
function absolute(text: string | undefined, around: PathSurroundings): string | null {
  if (text === undefined || text === "") return null;
  const style = around.platform === "win32" ? win32 : posix;
  return style.isAbsolute(text) ? text : null;
}

function readTextOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
