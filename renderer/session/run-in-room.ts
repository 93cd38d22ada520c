// Runs a command that another room answers: goes there and waits until the room offers it.
import type { CommandId } from "#shared/model/commands.ts";
import { commandsStore, findHandler } from "./commands.ts";
import { navigationStore, type RoomId } from "./navigation.ts";

const patienceMs = 4_000;

/**
 * Opens the room and runs the command as soon as it is offered there. Gives up quietly after a few
 * seconds: a command that needs a selection is not possible in a room that has none.
 */
export function runInRoom(id: CommandId, room: RoomId): void {
  const tryIt = (): boolean => {
    const handler = findHandler(id);
    handler?.run();
    return handler !== null;
  };
  navigationStore.getState().goTo(room);
  if (tryIt()) return;
  const end = commandsStore.subscribe(() => {
    if (tryIt()) stop();
  });
  const timer = setTimeout(end, patienceMs);
  const stop = (): void => {
    clearTimeout(timer);
    end();
  };
}
