// Sets Electron's fuses in the packed program and reads them back. electron-builder calls it before it signs;
// its own fuse option knows only eight of the nine.
import { join } from "node:path";
import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from "@electron/fuses";

/** Every fuse of Electron 45, said out loud: nothing is left to a default. */
export const fuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

/**
 * @param {import("electron-builder").AfterPackContext} context
 * @returns {string} the packed program that carries the fuses
 */
function programPath({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename;
  if (electronPlatformName === "darwin") return join(appOutDir, `${name}.app`);
  if (electronPlatformName === "win32") return join(appOutDir, `${name}.exe`);
  return join(appOutDir, packager.config.linux?.executableName ?? name);
}

/** @param {import("electron-builder").AfterPackContext} context */
export default async function afterPack(context) {
  const program = programPath(context);
  await flipFuses(program, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: context.electronPlatformName === "darwin",
    ...fuses,
  });
  const wire = /** @type {Record<string, unknown>} */ (await getCurrentFuseWire(program));
  for (const [fuse, isOn] of Object.entries(fuses)) {
    if (wire[fuse] !== (isOn ? FuseState.ENABLE : FuseState.DISABLE)) {
      throw new Error(`The fuse ${FuseV1Options[Number(fuse)]} was not set in ${program}`);
    }
  }
}
