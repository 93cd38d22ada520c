// A desktop host in a process of its own, on the stand-in for Electron, and the line to it.
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ControlRequest, DesktopLook } from "./stand-in-control.ts";
import type { system } from "./stand-in.ts";

export interface FetchAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface StandInDesktop {
  readonly folder: string;
  readonly library: string;
  readonly fetch: (
    path: string,
    init?: {
      readonly method?: string;
      readonly headers?: Record<string, string>;
      readonly body?: Uint8Array | null;
    },
  ) => Promise<FetchAnswer>;
  /** As the page's preload script would. */
  readonly invoke: (channel: string, ...args: unknown[]) => Promise<unknown>;
  readonly control: (request: ControlRequest) => Promise<unknown>;
  readonly look: () => Promise<DesktopLook>;
  readonly set: (values: Partial<typeof system>) => Promise<unknown>;
  readonly onSent: (listener: (channel: string, args: readonly unknown[]) => void) => () => void;
  /** Resolves to the exit code when the app ends by itself. */
  readonly ended: Promise<number | null>;
  readonly stop: () => Promise<void>;
}

const root = fileURLToPath(new URL("../../..", import.meta.url));
const hooks = new URL("./use-stand-in.ts", import.meta.url).href;

type Answer = { readonly id: number; readonly ok: boolean; readonly value: unknown };
type Sent = { readonly sent: { readonly channel: string; readonly args: readonly unknown[] } };

/** @param program the sources by default, or the bundled program */
export async function startDesktop(
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly program?: string;
  } = {},
): Promise<StandInDesktop> {
  const folder = mkdtempSync(join(tmpdir(), "inlay-desktop-"));
  const library = join(folder, "library");
  const { INLAY_API_KEY: _key, INLAY_BASE_URL: _url, ...env } = process.env;
  const child = fork(options.program ?? join(root, "electron/hosts/desktop.ts"), ["--library", library], {
    cwd: root,
    execArgv: ["--import", hooks],
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...env, INLAY_DATA: folder, ...options.env },
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  const listeners = new Set<(channel: string, args: readonly unknown[]) => void>();
  let last = 0;
  child.on("message", (message: Answer | Sent) => {
    if ("sent" in message) {
      for (const listener of listeners) listener(message.sent.channel, message.sent.args);
      return;
    }
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const said: string[] = [];
  child.stderr?.setEncoding("utf8").on("data", (text: string) => said.push(text));
  await new Promise<void>((resolve, reject) => {
    let heard = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      heard += text;
      if (heard.includes("Inlay is ready: inlay://app/\n")) resolve();
    });
    child.once("exit", (code) => reject(new Error(`the desktop ended with ${code}: ${said.join("")}`)));
  });
  const control = async (request: ControlRequest): Promise<unknown> =>
    await new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, (answer) =>
        answer.ok ? resolve(answer.value) : reject(new Error(String(answer.value))),
      );
      child.send({ id: last, request });
    });
  return {
    folder,
    library,
    control,
    ended,
    fetch: async (path, init = {}) =>
      (await control({
        kind: "fetch",
        url: path.startsWith("/") ? `inlay://app${path}` : path,
        method: init.method ?? "GET",
        headers: init.headers ?? {},
        body: init.body ?? null,
      })) as FetchAnswer,
    invoke: async (channel, ...args) =>
      await control({ kind: "invoke", channel, args, frameUrl: "inlay://app/", isSubframe: false }),
    look: async () => (await control({ kind: "look" })) as DesktopLook,
    set: async (values) => await control({ kind: "set", values }),
    onSent: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
