// How code inside an image worker gives up on a file; both are caught in run-image-task.ts and never leave the worker.
import type { PictureRefusal } from "#shared/errors/studio-error.ts";

/** The bytes are no picture that we take. */
export class PictureRefused extends Error {
  readonly reason: PictureRefusal;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(reason: PictureRefusal, values: Readonly<Record<string, string | number>> = {}) {
    super(reason);
    this.reason = reason;
    this.values = values;
  }
}

/** The disk is at fault, not the picture; `code` is Node's (`ENOENT`). */
export class SystemFailure extends Error {
  readonly code: string;
  readonly isWriting: boolean;

  constructor(code: string, isWriting: boolean) {
    super(code);
    this.code = code;
    this.isWriting = isWriting;
  }
}
