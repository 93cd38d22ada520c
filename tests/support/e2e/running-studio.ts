// The browser host as people run it: the built program in a process of its own, with folders of its own.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

export type StudioFolders = { readonly root: string; readonly library: string; readonly data: string };

export type RunningStudio = {
  /** Opens the page with the right to use it. */
  readonly url: string;
  readonly folders: StudioFolders;
  /** What it said on stderr so far. */
  readonly said: () => string;
  /** Ends it as a crash would. */
  readonly kill: () => Promise<void>;
  /** Ends it as Ctrl-C would. */
  readonly stop: () => Promise<void>;
};

export type StudioOptions = {
  /** Folders of an earlier run, to start on what it left. */
  readonly folders?: StudioFolders;
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
};

const program = resolve("out/main/browser-main.js");

/** Fresh folders with a space and non-Latin letters in their path. */
export async function makeFolders(): Promise<StudioFolders> {
  const root = await mkdtemp(join(tmpdir(), "inlay e2e ö-"));
  return { root, library: join(root, "Bibliothek 図書"), data: join(root, "data") };
}

export async function removeFolders(folders: StudioFolders): Promise<void> {
  await rm(folders.root, { recursive: true, force: true });
}

/** Starts a studio and waits for its address. Rejects with what it said when it ends before. */
export async function startStudio(options: StudioOptions = {}): Promise<RunningStudio> {
  const folders = options.folders ?? (await makeFolders());
  const { INLAY_API_KEY: _key, INLAY_BASE_URL: _url, ...env } = process.env;
  const child = spawn(
    process.execPath,
    [program, "--no-open", "--library", folders.library, ...(options.flags ?? [])],
    {
      env: { ...env, INLAY_DATA: folders.data, HTTP_PROXY: "", HTTPS_PROXY: "", ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const heard: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => heard.push(text));
  const url = await readAddress(child, heard);
  return {
    url,
    folders,
    said: () => heard.join(""),
    kill: async () => await end(child, "SIGKILL"),
    stop: async () => await end(child, "SIGINT"),
  };
}

async function readAddress(child: ChildProcess, heard: readonly string[]): Promise<string> {
  return await new Promise((found, fail) => {
    child.once("error", fail);
    child.once("exit", (code) => fail(new Error(`The studio ended with ${code}: ${heard.join("")}`)));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on("line", (line) => {
      const address = /^Inlay is ready: (\S+)$/.exec(line)?.[1];
      if (address !== undefined) found(address);
    });
  });
}

async function end(child: ChildProcess, signal: "SIGKILL" | "SIGINT"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  child.kill(signal);
  await ended;
}
