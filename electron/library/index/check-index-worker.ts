// Looks through an index on a thread of its own, and posts whether it is sound. Reads only.
import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";

const path = z.string().parse(workerData);
parentPort?.postMessage(isSound());

function isSound(): boolean {
  try {
    const db = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
    try {
      return db.prepare("PRAGMA quick_check(1)").get()?.["quick_check"] === "ok";
    } finally {
      db.close();
    }
  } catch (error) {
    // Only what SQLite calls damage counts: a folder that went away says nothing about the index.
    const code = error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : 0;
    return code !== 11 && code !== 26;
  }
}
