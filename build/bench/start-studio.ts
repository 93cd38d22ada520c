// The built browser host with folders of its own, for benches that drive the app.
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

export type BenchStudio = { readonly child: ChildProcess; readonly url: string };

/** Starts the studio with the demo engine on `folder` and waits for its address. Rejects when it ends before. */
export async function startStudio(folder: string): Promise<BenchStudio> {
  const child = spawn(
    process.execPath,
    ["out/main/browser-main.js", "--no-open", "--demo", "--library", join(folder, "library")],
    { env: { ...process.env, INLAY_DATA: join(folder, "data") }, stdio: ["ignore", "pipe", "ignore"] },
  );
  const url = await new Promise<string>((found, fail) => {
    child.once("exit", (code) => fail(new Error(`The studio ended with ${code}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const address = /^Inlay is ready: (\S+)/.exec(line)?.[1];
      if (address !== undefined) found(address);
    });
  });
  return { child, url };
}

/** Ends it at once, as `kill -9` does. */
export async function killStudio({ child }: BenchStudio): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  child.kill("SIGKILL");
  await ended;
}
