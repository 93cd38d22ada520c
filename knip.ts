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
  ],
  // An export that its own file uses may be there for its tests or its readers.
  ignoreExportsUsedInFile: true,
  // Loaded by sharp's own loader.
  ignoreDependencies: ["@img/sharp-wasm32"],
  // Linux tools of the test with a small disk, which is skipped where they are not.
  ignoreBinaries: ["unshare", "mount", "umount"],
  project: ["{electron,renderer,shared,build,tests}/**/*.{ts,tsx,mjs}", "*.ts"],
};
export default config;
