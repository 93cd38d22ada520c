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
    "build/lint/boundaries-plugin.ts",
    "build/pack/*.mjs",
    "build/bench/*/*.bench.ts",
  ],
  // A type may be named for its readers where only its own file needs it.
  ignoreExportsUsedInFile: { interface: true, type: true },
  project: ["{electron,renderer,shared,build,tests}/**/*.{ts,tsx,mjs}", "*.ts"],
};
export default config;
