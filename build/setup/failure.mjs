// A set-up step that cannot go on: one sentence for the person at the keyboard, no stack.

/** The message is a whole sentence with the next step in it. */
export class SetupFailure extends Error {
  /**
   * @param {string} sentence
   * @param {string} [detail] what the failing program printed, shown below the sentence
   */
  constructor(sentence, detail = "") {
    super(sentence);
    this.name = "SetupFailure";
    this.detail = detail;
  }
}

/**
 * Runs an entry; a {@link SetupFailure} becomes its sentence on stderr and exit code 1.
 * @param {() => Promise<number>} entry gives the exit code
 */
export async function runEntry(entry) {
  try {
    process.exitCode = await entry();
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    if (error.detail !== "") process.stderr.write(`${error.detail.trimEnd()}\n`);
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
