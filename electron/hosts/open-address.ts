// Opens an address in the user's own browser, by the system's means.
import { spawn } from "node:child_process";

/** False where the system has no means, e.g. on a machine without a desktop. */
export async function openAddress(address: string, platform = process.platform): Promise<boolean> {
  const [command, ...given] = openerFor(platform, address);
  return await new Promise((resolve) => {
    const child = spawn(command, given, { stdio: "ignore", detached: true });
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
    child.unref();
  });
}

/** The address is ours and holds nothing that a shell would read: digits, letters, `:/#=-_.` only. */
function openerFor(platform: NodeJS.Platform, address: string): [string, ...string[]] {
  if (!/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+$/.test(address))
    throw new Error("Only the app's own address may be opened");
  if (platform === "darwin") return ["open", address];
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler", address];
  return ["xdg-open", address];
}
