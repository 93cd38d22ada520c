// Finds files, exports and packages that nothing uses.
import type { KnipConfig } from "knip";

const config: KnipConfig = {
  entry: [
    "electron/hosts/{desktop,preload,browser-main,command-line-main}.ts",
    "electron/demo/demo-engine-main.ts",
    "{electron,renderer}/**/*-worker.ts",
    "renderer/main.tsx",
    "build/*.mjs",
    "build/vite/build-app.ts",
    "build/pack/*.mjs",
    "build/bench/*/*.bench.ts",
    // Started as a process of its own by the test that kills it.
    "tests/unit/compositions/flatten-child.ts",
    "tests/unit/hosts/move-child.ts",
  ],
  // An export that its own file uses may be there for its tests or its readers.
  ignoreExportsUsedInFile: true,
  // Loaded by sharp's own loader.
  ignoreDependencies: ["@img/sharp-wasm32"],
  // Tools of tests that are skipped where they are not installed.
  ignoreBinaries: ["unshare", "mount", "umount", "convert", "identify", "gimp-console"],
  project: ["{electron,renderer,shared,build,tests}/**/*.{ts,tsx,mjs}", "*.ts"],
};
export default config;
