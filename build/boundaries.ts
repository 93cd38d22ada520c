// The one table of who may import whom (docs/ARCHITECTURE.md, "Import direction"). The lint rule in build/lint
// reads it; tests/architecture proves that each wall stands. Pure: it reads no files.

/** One folder and what the code in it may import. The longest matching `path` wins. */
export interface Zone {
  /** Folder from the project root, without a slash at the end. */
  readonly path: string;
  /** Zones (by path, each with everything below it) that may be imported; the zone itself always may. */
  readonly zones: readonly string[];
  /** npm packages that may be imported, by name. */
  readonly packages: readonly string[] | "any";
  /** True when Node's own modules may be imported. */
  readonly hasNode: boolean;
}

/** The module of Electron is for the desktop host alone: these files, and files named `*.desktop.ts`. */
export const electronFiles: readonly string[] = ["electron/hosts/desktop.ts", "electron/hosts/preload.ts"];

const shared = (folder: string, zones: readonly string[], packages: readonly string[] = ["zod"]): Zone => ({
  path: `shared/${folder}`,
  zones: zones.map((zone) => `shared/${zone}`),
  packages,
  hasNode: false,
});

const core = (folder: string, zones: readonly string[], packages: readonly string[] = []): Zone => ({
  path: `electron/${folder}`,
  zones: ["shared", ...zones.map((zone) => `electron/${zone}`)],
  packages,
  hasNode: true,
});

const page = (folder: string, zones: readonly string[], packages: readonly string[]): Zone => ({
  path: `renderer/${folder}`,
  zones: zones.map((zone) => (zone === "shared" ? zone : `renderer/${zone}`)),
  packages,
  hasNode: false,
});

const view = ["react", "react-dom", "react-i18next", "i18next", "zustand", "lucide-react"];
const widgets = [...view, "@base-ui/react", "react-resizable-panels"];
const roomParts = ["session", "ui", "bridge", "shared"];
const roomPackages = [
  ...widgets,
  "@dnd-kit/core",
  "@dnd-kit/sortable",
  "@dnd-kit/utilities",
  "@tanstack/react-virtual",
  "thumbhash",
];

/** Every folder that holds code of the app or around it. */
export const zones: readonly Zone[] = [
  shared("errors", []),
  shared("model", ["errors"]),
  shared("rules", ["model", "errors"]),
  shared("contract", ["rules", "model", "errors"]),
  shared("pixels", [], []),

  core("platform", [], ["sharp", "undici", "zod", "ipaddr.js", "thumbhash", "exifr"]),
  core("provider", ["platform"], ["undici", "zod"]),
  core("library", ["library", "platform"]),
  // Bottom to top; what all of them are handed (parts) names the types of files and index.
  core("library/parts", ["library/files", "library/index", "platform"]),
  core("library/files", ["library/parts", "platform"], ["zod"]),
  core("library/index", ["library/parts", "library/files", "platform"], ["zod"]),
  core("library/search", ["library/parts", "library/files", "library/index", "platform"], ["zod"]),
  core("library/intake", ["library/parts", "library/files", "library/index", "platform"], ["zod"]),
  core(
    "library/change",
    ["library/parts", "library/files", "library/index", "library/search", "platform"],
    ["zod"],
  ),
  core("library/care", ["library", "platform"], ["zod"]),
  core("settings", ["platform"], ["conf", "electron-store", "zod"]),
  core("secrets", ["platform"], ["zod"]),
  core("demo", ["platform"], ["sharp", "zod", "busboy"]),
  core("jobs", ["platform"], ["zod"]),
  core("compositions", ["platform"], ["sharp", "zod"]),
  core("ipc", ["platform"], ["zod"]),
  {
    path: "electron/hosts",
    zones: ["electron", "shared"],
    packages: ["conf", "electron-store", "undici", "zod", "pdf-lib"],
    hasNode: true,
  },

  page("ui", ["shared"], [...widgets, "thumbhash"]),
  page("bridge", ["shared"], ["zustand", "zod"]),
  page("session", ["bridge", "ui", "shared"], ["zustand", "react", "react-i18next", "lucide-react", "zod"]),
  page("create", roomParts, roomPackages),
  page("gallery", roomParts, roomPackages),
  page("usage", roomParts, roomPackages),
  page("settings", roomParts, roomPackages),
  page("canvas/document", ["shared"], ["zustand"]),
  page("canvas/tools", ["canvas/document", "shared"], ["zustand"]),
  page("canvas/stage", ["canvas/document", "shared"], ["konva", "react", "zustand"]),
  page("canvas/panel", ["canvas/tools", "canvas/document", ...roomParts], roomPackages),
  page("canvas", ["canvas", ...roomParts], roomPackages),
  page("app", ["create", "gallery", "canvas", "usage", "settings", ...roomParts], roomPackages),
  {
    path: "renderer",
    zones: ["renderer/app", "renderer/ui"],
    packages: [...view, "@fontsource-variable/inter"],
    hasNode: false,
  },

  { path: "build", zones: ["electron", "shared"], packages: "any", hasNode: true },
  { path: "tests", zones: ["build", "electron", "renderer", "shared"], packages: "any", hasNode: true },
];

/** Folders with an alias in package.json#imports. */
export const aliasRoots = ["shared", "electron", "renderer", "build", "tests"] as const;

/** What a specifier points at, seen from a file. */
export type Target =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "package"; readonly name: string }
  | { readonly kind: "node" }
  | { readonly kind: "parent" }
  | { readonly kind: "unknown" };

/**
 * Reads an import specifier.
 * @param file importing file from the project root, `/` between the parts
 * @param specifier as written in the source
 */
export function readSpecifier(file: string, specifier: string): Target {
  if (specifier.startsWith("../") || specifier === "..") return { kind: "parent" };
  if (specifier.startsWith("./")) {
    return { kind: "file", path: `${file.slice(0, file.lastIndexOf("/"))}/${specifier.slice(2)}` };
  }
  if (specifier.startsWith("#")) {
    const path = specifier.slice(1);
    return aliasRoots.some((root) => path.startsWith(`${root}/`))
      ? { kind: "file", path }
      : { kind: "unknown" };
  }
  if (specifier.startsWith("node:")) return { kind: "node" };
  const [first = "", second = ""] = specifier.split("/");
  return { kind: "package", name: first.startsWith("@") ? `${first}/${second}` : first };
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** The zone that a file belongs to; undefined for files outside every zone (configuration at the root). */
export function zoneOf(file: string): Zone | undefined {
  return zones
    .filter((zone) => isBelow(file, zone.path))
    .reduce<Zone | undefined>(
      (best, zone) => (best === undefined || zone.path.length > best.path.length ? zone : best),
      undefined,
    );
}

function mayImportFile(zone: Zone, path: string): boolean {
  const target = zoneOf(path);
  if (target === undefined) return false;
  return target === zone || zone.zones.some((allowed) => isBelow(target.path, allowed));
}

/**
 * Why an import breaks a wall, as a sentence; undefined when it is allowed.
 * @param file importing file from the project root, `/` between the parts
 * @param specifier as written in the source
 */
export function explainBreach(file: string, specifier: string): string | undefined {
  const zone = zoneOf(file);
  const target = readSpecifier(file, specifier);
  if (target.kind === "parent")
    return `"${specifier}" climbs out of its folder: write #shared/…, #electron/…, #renderer/….`;
  if (target.kind === "unknown") return `"${specifier}" is not one of the project's aliases.`;
  if (zone === undefined) return undefined;
  if (target.kind === "node")
    return zone.hasNode ? undefined : `${zone.path} runs anywhere: no modules of Node in it.`;
  if (target.kind === "package") return explainPackage(zone, file, target.name);
  if (mayImportFile(zone, target.path)) return undefined;
  const allowed = zone.zones.length === 0 ? "nothing but itself" : zone.zones.join(", ");
  return `${zone.path} may not import ${zoneOf(target.path)?.path ?? target.path}; it may import ${allowed}.`;
}

function explainPackage(zone: Zone, file: string, name: string): string | undefined {
  if (name === "electron" && zone.packages !== "any") {
    const isAllowed = electronFiles.includes(file) || /^electron\/.*\.desktop\.ts$/.test(file);
    return isAllowed
      ? undefined
      : "Electron's module is for electron/hosts/desktop.ts, preload.ts and *.desktop.ts.";
  }
  if (zone.packages === "any" || zone.packages.includes(name)) return undefined;
  return `${zone.path} may not import the package ${name}.`;
}
