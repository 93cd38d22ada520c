// How the renderer is bundled: static files for one origin, with nothing inline, so that the page lives under
// a content security policy without unsafe-*.
import react from "@vitejs/plugin-react";
import { join } from "node:path";
import type { InlineConfig } from "vite";

/** Configuration for the page. `out` is the folder that receives `renderer/`. */
export function rendererConfig(root: string, out: string): InlineConfig {
  return {
    root: join(root, "renderer"),
    base: "/",
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: "warn",
    plugins: [react()],
    build: {
      target: "chrome140",
      outDir: join(out, "renderer"),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      license: { fileName: "third-party-licenses.md" },
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4096,
    },
  };
}
