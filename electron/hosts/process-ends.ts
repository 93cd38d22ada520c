// How a program of ours ends: in order on a signal, with a number in the log on a bug.
import type { Log } from "#electron/platform/log.ts";

/**
 * Takes the signals that ask a program to end: the first calls `stop`, a second one `leave`.
 * Whoever listened before is put off: the package under conf answers each of these signals by sending it again, which
 * would be taken for the second one. What it wants to clean up it also cleans up at the exit.
 */
export function onStopSignals(stop: () => void, leave: () => void): void {
  let isStopping = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (isStopping) leave();
      isStopping = true;
      stop();
    });
  }
}

/** The first signal ends in order, a second one at once. */
export function endOnSignals(end: () => Promise<void>): void {
  onStopSignals(
    () =>
      void end().then(
        () => process.exit(0),
        () => process.exit(1),
      ),
    () => process.exit(1),
  );
}

/** The boundary of the process: what nobody caught is noted, and said by its number alone. */
export function reportBugs(log: Pick<Log, "bug">, say: (line: string) => void): void {
  process.on("uncaughtException", (error) => {
    say(`Something in Inlay is broken (${log.bug(error, { where: "process" })}); it has to end.`);
    process.exit(70);
  });
  // Work that goes on, such as a request under way, is worth more than a clean slate.
  process.on("unhandledRejection", (reason) => {
    say(`Something in Inlay is broken (${log.bug(reason, { where: "process" })}); it goes on.`);
  });
}
