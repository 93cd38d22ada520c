import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";

const kills = 200;
const source = fileURLToPath(new URL("kill-loop-child.ts", import.meta.url));
let child = "";

/** As one file it starts in half the time, and it is started hundreds of times. */
beforeAll(async () => {
  const outDir = await mkdtemp(join(tmpdir(), "inlay-kill-child-"));
  child = join(outDir, "child.mjs");
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { target: "node", noExternal: true },
    build: {
      ssr: true,
      target: "node24",
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: source,
        external: [/^node:/],
        platform: "node",
        output: { format: "esm", entryFileNames: "child.mjs", codeSplitting: false },
      },
    },
  });
  return async () => await rm(outDir, { recursive: true, force: true });
});

/** What the server saw of one idempotency key: the status of each answer, in order. */
type Seen = Map<string, number[]>;

/** The picture that belongs to a key. */
function pictureOf(key: string): Buffer {
  const seed = createHash("sha256").update(key).digest();
  return Buffer.concat(Array.from({ length: 2000 }, () => seed));
}

/** Answers in pieces with small random pauses; one in eight is a 429. */
async function startServer(seen: Seen): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      const key = String(request.headers["idempotency-key"]);
      const isHeld = Math.random() < 1 / 8;
      seen.set(key, [...(seen.get(key) ?? []), isHeld ? 429 : 200]);
      if (isHeld) response.writeHead(429, { "retry-after": "0" }).end("{}");
      else setTimeout(() => void sendSlowly(response, key), Math.random() * 25);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function sendSlowly(response: ServerResponse, key: string): Promise<void> {
  const text = `{"data":[{"b64_json":"${pictureOf(key).toString("base64")}"}],"usage":{"total_tokens":7}}`;
  const piece = Math.ceil(text.length / 4);
  for (let from = 0; from < text.length; from += piece) {
    response.write(text.slice(from, from + piece));
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 12));
  }
  response.end();
}

type Run = { readonly received: readonly string[]; readonly trouble: string; readonly isKilled: boolean };

/** When a child is killed: so many lines after its start, and a little later. */
type Moment = { readonly lines: number; readonly delayMs: number };

/** Runs the child to its end, or kills it. */
async function run(folder: string, url: string, moment: Moment | null): Promise<Run> {
  const args = [child, folder, url, moment === null ? "0" : "3"];
  const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "inlay-kill-loop-cache") };
  const spawned = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"], env });
  let out = "";
  let trouble = "";
  let isDoomed = false;
  spawned.stderr.on("data", (text: Buffer) => {
    trouble += text.toString();
  });
  spawned.stdout.on("data", (text: Buffer) => {
    out += text.toString();
    if (moment === null || isDoomed || out.split("\n").length <= moment.lines) return;
    isDoomed = true;
    setTimeout(() => spawned.kill("SIGKILL"), moment.delayMs);
  });
  await new Promise((resolve) => spawned.once("close", resolve));
  const received = [...out.matchAll(/^received (\S+)$/gm)].map(([, key = ""]) => key);
  return { received, trouble, isKilled: spawned.signalCode === "SIGKILL" };
}

function readJournal<T>(folder: string, read: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(join(folder, "journal.sqlite"), { timeout: 5000 });
  try {
    return read(database);
  } finally {
    database.close();
  }
}

describe("SIGKILL", () => {
  it(`[J4] [J5] [J7] at ${kills} moments loses no reply, sends nothing twice in silence, and leaves the journal whole`, async () => {
    const seen: Seen = new Map();
    const url = await startServer(seen);
    // One run to its end fills the cache of compiled code; a killed process leaves none.
    const first = await mkdtemp(join(tmpdir(), "inlay-kill-"));
    await run(first, url, null);
    await rm(first, { recursive: true });
    const received: string[] = [];
    const statesAtKill = new Set<string>();
    let killed = 0;

    /** One library that is killed again and again; three of them run side by side. */
    const torture = async (): Promise<string> => {
      const folder = await mkdtemp(join(tmpdir(), "inlay-kill-"));
      onTestFinished(async () => await rm(folder, { recursive: true, force: true }));
      await mkdir(join(folder, "pictures"));
      while (killed < kills) {
        const result = await run(folder, url, {
          lines: 1 + Math.floor(Math.random() * 20),
          delayMs: Math.random() * 8,
        });
        expect(result.trouble).toBe("");
        if (result.isKilled) killed += 1;
        received.push(...result.received);
        readJournal(folder, (database) => {
          for (const row of database.prepare("SELECT DISTINCT state FROM job").all())
            statesAtKill.add(String(row["state"]));
        });
      }
      const last = await run(folder, url, null);
      expect(last.trouble).toBe("");
      received.push(...last.received);
      return folder;
    };
    const folders = await Promise.all([torture(), torture(), torture()]);

    const lost: string[] = [];
    const states = new Map<string, string>();
    for (const folder of folders) {
      readJournal(folder, (database) => {
        expect(database.prepare("PRAGMA integrity_check").get()?.["integrity_check"]).toBe("ok");
        for (const row of database.prepare("SELECT id, key_number, state FROM job").all())
          states.set(
            `${String(row["id"])}-${String(row["key_number"])}`,
            `${String(row["state"])} ${folder}`,
          );
      });
    }
    for (const key of received) {
      const [state, folder] = states.get(key)?.split(" ") ?? [];
      const bytes = await readFile(join(folder ?? "", "pictures", key.split("-")[0] ?? "")).catch(() => null);
      if (state !== "saved" || bytes === null || !bytes.equals(pictureOf(key)))
        lost.push(`${key} is ${state}`);
    }
    const resent = [...seen].filter(([, statuses]) => statuses.slice(0, -1).some((status) => status !== 429));
    const restless = [...states].filter(([, state]) => !/^(saved|unknown|failed) /.test(state));

    expect({ lost, resent, restless }).toEqual({ lost: [], resent: [], restless: [] });
    expect(killed).toBeGreaterThanOrEqual(kills);
    expect(received.length).toBeGreaterThan(kills / 4);
    expect([...statesAtKill].toSorted()).toEqual(
      expect.arrayContaining(["queued", "receiving", "saved", "sending", "spooled", "unknown"]),
    );
  }, 240_000);
});
