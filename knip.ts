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
    // Processes that tests start and kill.
    "tests/unit/compositions/flatten-child.ts",
  ],
  // An export that its own file uses may be there for its tests or its readers.
  ignoreExportsUsedInFile: true,
  // Loaded by sharp's own loader; the canvas's stage.
  ignoreDependencies: ["@img/sharp-wasm32", "konva"],
  // Linux tools of the test with a small disk, and another reader of PSD; tests do without them where they are not.
  ignoreBinaries: ["unshare", "mount", "umount", "convert", "identify"],
  project: ["{electron,renderer,shared,build,tests}/**/*.{ts,tsx,mjs}", "*.ts"],
};
export default config;
