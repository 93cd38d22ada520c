// The command line over the same studio: one JSON object a line for programs, sentences for people, an exit code.
import { exitCodes } from "./command-line-usage.ts";
import { inpaint } from "./inpaint-command.ts";
import { importFiles } from "./import-command.ts";
import type { OpenShelf } from "./library-session.ts";
import type { Command } from "./parse-command.ts";
import { send } from "./send-command.ts";
import type { Studio } from "./studio.ts";
import { fail, quietly, type Terminal } from "./terminal.ts";

/** Commands that need the studio. */
export type WorkCommand = Exclude<Command, { name: "help" | "composite" }>;

/** Carries a command out. Resolves to the exit code. */
export async function runCommand(
  studio: Pick<Studio, "session" | "events" | "engine" | "apiTrouble">,
  command: WorkCommand,
  terminal: Terminal,
): Promise<number> {
  const shelf = studio.session.current();
  if (!shelf.ok) return fail(shelf.error, terminal);
  const asksApi = (command.name === "send" || command.name === "inpaint") && studio.engine().engine === "api";
  if (asksApi && studio.apiTrouble !== null) return fail(studio.apiTrouble, terminal);
  switch (command.name) {
    case "send":
      return await send(studio, shelf.value, command.typed, terminal);
    case "inpaint":
      return await inpaint(studio, shelf.value, command.wish, quietly(terminal, command.wish.isQuiet));
    case "import":
      return await importFiles(shelf.value, command, terminal);
    case "jobs":
      return listJobs(shelf.value, terminal);
  }
}

function listJobs({ queue }: OpenShelf, { print, say }: Terminal): number {
  const { jobs, paused } = queue.list(500);
  for (const { id, state, engine, createdAt, endedAt, take, takes, request, error, picture } of jobs)
    print({
      event: "job",
      id,
      state,
      engine,
      createdAt,
      endedAt,
      take,
      takes,
      prompt: request.prompt,
      error,
      picture,
    });
  print({ event: "done", jobs: jobs.length, paused });
  say(`${jobs.length} jobs${paused ? "; the queue is paused" : ""}`);
  return exitCodes.done;
}
