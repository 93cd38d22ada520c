// `node --import` of this file puts the stand-in in the place of `electron`, for the app and for packages alike.
import { registerHooks } from "node:module";

const standIn = new URL("./stand-in.ts", import.meta.url).href;
const control = new URL("./stand-in-control.ts", import.meta.url).href;
const address = "inlay-stand-in:electron";

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron" ? { url: address, shortCircuit: true } : next(specifier, context),
  load: (url, context, next) =>
    url === address
      ? {
          format: "module",
          shortCircuit: true,
          // Packages take the default export, as of the CommonJS module that it really is.
          source: `import ${JSON.stringify(control)};
            import * as all from ${JSON.stringify(standIn)};
            export * from ${JSON.stringify(standIn)};
            export default all;`,
        }
      : next(url, context),
});
