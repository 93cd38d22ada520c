// A disk that fails at a chosen change: once (full), or from there on (the process is dead).
import { nodeDisk, type Disk } from "#electron/platform/disk.ts";

export type Fault = { readonly at: number; readonly how: "crash" | "full" };

export interface FailingDisk {
  readonly disk: Disk;
  /** Starts counting changes from 1; null lets everything pass. */
  readonly arm: (fault: Fault | null) => void;
  readonly hasFailed: () => boolean;
}

export class Crash extends Error {}

export function failingDisk(): FailingDisk {
  let fault: Fault | null = null;
  let count = 0;
  let failed = false;
  const step = async (work: () => Promise<void>): Promise<void> => {
    count += 1;
    if (fault !== null && (count === fault.at || (failed && fault.how === "crash"))) {
      failed = true;
      throw fault.how === "crash"
        ? new Crash("The process is dead")
        : Object.assign(new Error("no space left"), { code: "ENOSPC" });
    }
    await work();
  };
  return {
    disk: {
      makeFolders: (path) => step(() => nodeDisk.makeFolders(path)),
      writeNew: (path, data) => step(() => nodeDisk.writeNew(path, data)),
      copyNew: (from, to) => step(() => nodeDisk.copyNew(from, to)),
      link: (from, to) => step(() => nodeDisk.link(from, to)),
      rename: (from, to) => step(() => nodeDisk.rename(from, to)),
      remove: (path) => step(() => nodeDisk.remove(path)),
      syncFolder: (path) => step(() => nodeDisk.syncFolder(path)),
    },
    arm: (next) => {
      fault = next;
      count = 0;
      failed = false;
    },
    hasFailed: () => failed,
  };
}
