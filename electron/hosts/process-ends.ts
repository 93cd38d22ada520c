// How a program of ours ends: in order on a signal, with a number in the log on a bug.
import type { Log } from "#electron/platform/log.ts";

/** The first signal ends in order, a second one at once. */
export function endOnSignals(end: () => Promise<void>): void {
  let isEnding = false;
  const onSignal = (): void => {
    if (isEnding) process.exit(1);
    isEnding = true;
    void end().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
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
