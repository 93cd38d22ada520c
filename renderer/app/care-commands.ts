// Begins work on the library from anywhere, and shows it where it is watched: in the settings' section.
import { invoke } from "#renderer/bridge/bridge.ts";
import type { CommandHandler } from "#renderer/session/commands.ts";
import { navigationStore } from "#renderer/session/navigation.ts";
import { tasksStore } from "#renderer/session/tasks-store.ts";
import type { Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { Task } from "#shared/model/task.ts";

type CareCommand = "care.backup" | "care.verify" | "care.rebuild" | "care.move";

const starts: Readonly<Record<CareCommand, () => Promise<Result<Task | null>>>> = {
  "care.backup": async () => await invoke("care.backup", { withPictures: false }),
  "care.verify": async () => await invoke("care.verify", {}),
  "care.rebuild": async () => await invoke("care.rebuild", {}),
  "care.move": async () => await invoke("care.move", {}),
};

/** What the palette's commands do; `fail` shows why one did not begin. */
export function careCommands(
  canChoose: () => boolean,
  fail: (error: StudioError) => void,
): Readonly<Record<CareCommand, Pick<CommandHandler, "run" | "enabled">>> {
  const offer = (id: CareCommand, enabled: () => boolean = () => true) => ({
    enabled,
    run: () => {
      navigationStore.getState().goTo("settings", "library");
      void starts[id]().then((started) => {
        if (!started.ok) fail(started.error);
        else if (started.value !== null) tasksStore.getState().receive(started.value);
      });
    },
  });
  return {
    "care.backup": offer("care.backup"),
    "care.verify": offer("care.verify"),
    "care.rebuild": offer("care.rebuild"),
    "care.move": offer("care.move", canChoose),
  };
}
