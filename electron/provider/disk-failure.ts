// Trouble with our own disk, told apart from trouble on the wire while both happen in one loop.

/** Wraps what the disk threw. */
export class DiskFailure extends Error {
  constructor(cause: unknown) {
    super("The disk refused the reply", { cause });
  }
}

/** Passes a promise on; its rejection becomes a DiskFailure. */
export async function guardDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new DiskFailure(error);
  }
}
