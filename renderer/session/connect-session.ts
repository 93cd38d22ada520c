// Keeps the stores in step with the host: everything at the start and after each break, events in between.
import { invoke, onEvent, onLink } from "#renderer/bridge/bridge.ts";
import type { StudioEvent } from "#shared/contract/events.ts";
import { commands } from "#shared/model/commands.ts";
import { runCommand } from "./commands.ts";
import { withoutJob } from "./job-groups.ts";
import { jobsStore } from "./jobs-store.ts";
import { followLibrary, tellLibraryEvent } from "./library-events.ts";
import { navigationStore } from "./navigation.ts";
import { addNotices } from "./notices-store.ts";
import { runInRoom } from "./run-in-room.ts";
import { tasksStore } from "./tasks-store.ts";
import { studioStore } from "./studio-store.ts";

/** Connects for the life of the page; the returned function ends it. */
export function connectSession(): () => void {
  let greeted = false;
  /** Only the newest question's answer counts: an older one may speak of a host that is gone. */
  let question = 0;
  const greet = async (): Promise<void> => {
    const mine = ++question;
    const reply = await invoke("app.hello", {});
    if (mine !== question) return;
    if (!reply.ok) {
      // A page that has been useful keeps what it shows; one that never started says why.
      studioStore.setState({ phase: { kind: greeted ? "lost" : "failed", error: reply.error } });
      return;
    }
    const { notices, ...hello } = reply.value;
    if (!greeted) addNotices(notices);
    studioStore.setState({ ...hello, phase: { kind: "ready" } });
    await Promise.all([jobsStore.getState().refresh(), tasksStore.getState().refresh()]);
    if (greeted) tellLibraryEvent({ name: "library.reloaded" });
    greeted = true;
  };

  const endEvents = onEvent(applyEvent);
  const endLibrary = followLibrary();
  const endLink = onLink((state) => {
    if (state === "lost" && greeted) {
      studioStore.setState({ phase: { kind: "lost", error: { kind: "host-unreachable" } } });
    }
    // While there is no line for events, a call says why.
    void greet();
  });
  return () => {
    endEvents();
    endLibrary();
    endLink();
  };
}

/** What one event changes in the stores; picture events go to library-events.ts. */
function applyEvent(event: StudioEvent): void {
  switch (event.name) {
    case "job.changed":
      jobsStore.getState().receive(event.job);
      break;
    case "task.changed":
      tasksStore.getState().receive(event.task);
      break;
    case "job.dismissed":
      jobsStore.setState((state) => withoutJob(state, event.id));
      break;
    case "queue.changed":
      jobsStore.setState({ paused: event.paused });
      break;
    case "settings.changed":
      studioStore.getState().receiveSettings(event.settings);
      break;
    case "key.changed":
      studioStore.setState({ key: event.key, engine: event.engine, demoReason: event.demoReason });
      break;
    case "notice.raised":
      addNotices([event.notice]);
      break;
    case "command.chosen":
      runChosen(event.command);
      break;
    case "library.reloaded":
      // Another library has other requests.
      void jobsStore.getState().refresh();
      break;
    case "picture.added":
    case "pictures.changed":
    case "picture.removed":
    case "picture.returned":
    case "prompts.changed":
    case "collections.changed":
    case "searches.changed":
    case "budget.changed":
    case "watch.changed":
    case "composition.changed":
    case "composition.removed":
    case "composition.covered":
    case "composition.progress":
    case "pixels.progress":
    case "window.closing":
      break;
  }
}

/** A command of the native menu may belong to a room that is not open. */
function runChosen(id: string): void {
  if (runCommand(id)) return;
  const command = commands.find((candidate) => candidate.id === id);
  const { room } = navigationStore.getState();
  const scope = command?.scope;
  if (command === undefined || scope === undefined || scope === room) return;
  if (scope !== "app" && scope !== "lightbox") runInRoom(command.id, scope);
}
