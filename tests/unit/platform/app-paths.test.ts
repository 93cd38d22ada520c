import { describe, expect, it } from "vitest";
import { findAppPaths } from "#electron/platform/app-paths.ts";

const linux = (env: Record<string, string>, userDirs: string | null = null) =>
  findAppPaths({ platform: "linux", home: "/srv/ada", env, readText: () => userDirs });

describe("on Linux", () => {
  it("follows the XDG folders, and their defaults", () => {
    expect(linux({})).toEqual({
      dataFolder: "/srv/ada/.local/share/Inlay",
      configFolder: "/srv/ada/.config/Inlay",
      cacheFolder: "/srv/ada/.cache/Inlay",
      logFolder: "/srv/ada/.local/state/Inlay",
      libraryFolder: "/srv/ada/Pictures/Inlay",
      isLibraryNamed: false,
    });
    expect(linux({ XDG_DATA_HOME: "/d", XDG_CONFIG_HOME: "relative is ignored" })).toMatchObject({
      dataFolder: "/d/Inlay",
      configFolder: "/srv/ada/.config/Inlay",
    });
  });

  it.each([
    ['XDG_PICTURES_DIR="$HOME/Bilder"', "/srv/ada/Bilder/Inlay"],
    ['# a comment\nXDG_PICTURES_DIR="/mnt/My \\"pictures\\""\n', '/mnt/My "pictures"/Inlay'],
    ['XDG_PICTURES_DIR="$HOME/"', "/srv/ada/Pictures/Inlay"],
    ['XDG_PICTURES_DIR="$HOMER/x"', "/srv/ada/Pictures/Inlay"],
    ["nonsense", "/srv/ada/Pictures/Inlay"],
  ])("finds the pictures folder of xdg-user-dirs: %s", (text, folder) => {
    expect(linux({}, text).libraryFolder).toBe(folder);
  });
});

describe("on other systems", () => {
  it("uses Library on macOS", () => {
    const paths = findAppPaths({ platform: "darwin", home: "/Users/ada", env: {} });
    expect(paths.dataFolder).toBe("/Users/ada/Library/Application Support/Inlay");
    expect(paths.libraryFolder).toBe("/Users/ada/Pictures/Inlay");
  });

  it("uses AppData on Windows", () => {
    const paths = findAppPaths({
      platform: "win32",
      home: "C:\\Users\\ada",
      env: { APPDATA: "D:\\Roaming" },
    });
    expect(paths.configFolder).toBe("D:\\Roaming\\Inlay");
    expect(paths.cacheFolder).toBe("C:\\Users\\ada\\AppData\\Local\\Inlay\\Cache");
    expect(paths.libraryFolder).toBe("C:\\Users\\ada\\Pictures\\Inlay");
  });
});

describe("overrides", () => {
  it("INLAY_DATA moves everything but the library, INLAY_LIBRARY the library", () => {
    const paths = linux({ INLAY_DATA: "/tmp/x", INLAY_LIBRARY: "/mnt/מדף" });
    expect(paths).toEqual({
      dataFolder: "/tmp/x/data",
      configFolder: "/tmp/x/config",
      cacheFolder: "/tmp/x/cache",
      logFolder: "/tmp/x/log",
      libraryFolder: "/mnt/מדף",
      isLibraryNamed: true,
    });
    expect(linux({ INLAY_DATA: "", INLAY_LIBRARY: "relative" })).toMatchObject({ isLibraryNamed: false });
  });
});
