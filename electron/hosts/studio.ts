// Puts the studio together: settings, key, log, library, queue, provider and demo engine behind one map of handlers
// and one stream of events. The hosts differ in what they hand in and in what carries the calls.
import { mkdir } from "node:fs/promises";
import { homedir, tmpdir, userInfo } from "node:os";
import { isAbsolute, join } from "node:path";
import type { Hello } from "#shared/contract/calls/app-calls.ts";
import type { StudioEvent } from "#shared/contract/events.ts";
import type { Notice } from "#shared/contract/notice.ts";
import type { Handlers } from "#shared/contract/registry.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { ImageClientOptions } from "#electron/provider/send-call.ts";
import { createEventHub, type EventHub } from "#electron/ipc/event-hub.ts";
import type { PixelPort } from "#electron/ipc/pixel-port.ts";
import { findAppPaths, type AppPaths } from "#electron/platform/app-paths.ts";
import { createImageCodec, type ImageCodec } from "#electron/platform/image-codec.ts";
import { createLog, type Log } from "#electron/platform/log.ts";
import { moveToSystemTrash } from "#electron/platform/system-trash.ts";
import { createKeyKeeper, type KeyKeeper } from "#electron/secrets/key-keeper.ts";
import type { KeyVault } from "#electron/secrets/key-vault.ts";
import {
  openSettings,
  type OpenSettingsFile,
  type SettingsStore,
} from "#electron/settings/settings-store.ts";
import { readBaseUrl } from "./base-url.ts";
import { describeStudio } from "./describe-studio.ts";
import { chooseEngine, type EngineChoice } from "./engine-choice.ts";
import { appHandlers } from "./handlers/app-handlers.ts";
import { careHandlers } from "./handlers/care-handlers.ts";
import { compositionHandlers } from "./handlers/composition-handlers.ts";
import { exportHandlers } from "./handlers/export-handlers.ts";
import { importHandlers } from "./handlers/import-handlers.ts";
import { jobHandlers } from "./handlers/job-handlers.ts";
import { libraryHandlers } from "./handlers/library-handlers.ts";
import { organiseHandlers } from "./handlers/organise-handlers.ts";
import { pictureHandlers } from "./handlers/picture-handlers.ts";
import { recipeHandlers } from "./handlers/recipe-handlers.ts";
import { referenceHandlers } from "./handlers/reference-handlers.ts";
import { settingsHandlers } from "./handlers/settings-handlers.ts";
import { taskHandlers } from "./handlers/task-handlers.ts";
import { usageHandlers } from "./handlers/usage-handlers.ts";
import type { HostPowers } from "./host-powers.ts";
import { findLibraryPlace, rememberLibraryPlace } from "./library-place.ts";
import { startLibrarySession, type LibrarySession } from "./library-session.ts";
import { startQuietWork } from "./quiet-work.ts";
import { createPixelPort } from "./library-pixels.ts";
import { createSendLine } from "./send-line.ts";
import { createTaskDesk, type TaskDesk } from "./task-desk.ts";
import { openSessionWatch } from "./transfer/session-watch.ts";
import type { FolderWatch } from "./transfer/watch-folder.ts";
import { createTransferShelf } from "./transfer/transfer-shelf.ts";
import { openTrustedAuthorities } from "./trusted-authorities.ts";

export interface StudioOptions {
  readonly host: "desktop" | "browser" | "command line";
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly openSettingsFile: OpenSettingsFile;
  /** Null where there is no key store. */
  readonly vault: KeyVault | null;
  /** Null where there is nothing but pages. */
  readonly createPowers: ((codec: ImageCodec) => HostPowers) | null;
  /** The system's proxy for an address; null where the host cannot tell. */
  readonly systemProxy: NonNullable<ImageClientOptions["systemProxy"]> | null;
  /** `--library`; null without. */
  readonly libraryFlag: string | null;
  /** `--demo`. */
  readonly isDemoFlagged: boolean;
  /** False for a command that only looks: jobs that wait in the queue are then left to wait. */
  readonly isSending?: boolean;
  /** Time the demo engine adds to each picture; null for its own. */
  readonly demoLatencyMs?: number | null;
}

export interface Studio {
  readonly handlers: Handlers;
  readonly events: EventHub;
  readonly pixels: PixelPort;
  readonly log: Log;
  readonly paths: AppPaths;
  readonly session: LibrarySession;
  readonly engine: () => EngineChoice;
  /** Why nothing can be asked of the API; null where nothing is known against it. */
  readonly apiTrouble: StudioError | null;
  readonly hello: () => Hello;
  readonly settings: SettingsStore;
  readonly tasks: TaskDesk;
  readonly watch: FolderWatch;
  /** Ends everything, in order: queue, library, network, demo engine, decoders, log. */
  readonly close: () => Promise<void>;
}

/** How long the start waits for the system's key store, which may ask the user for a password first. */
const keyPatienceMs = 1_500;

/** Opens all of it. Resolves also when the library cannot be opened: then calls for it answer why. */
export async function openStudio(options: StudioOptions): Promise<Studio> {
  const { env } = options;
  const paths = findAppPaths({ platform: process.platform, env, home: homedir() });
  const log = createLog({ folder: paths.logFolder });
  log.info("studio.opening", { host: options.host, version: options.version });
  const events = createEventHub((error) => log.bug(error, { where: "event listener" }));
  await mkdir(paths.configFolder, { recursive: true, mode: 0o700 }).catch(() => undefined);

  const notices: Notice[] = [];
  const notify = (notice: Notice): void => {
    notices.push(notice);
    events.publish({ name: "notice.raised", notice });
  };
  const settings = openSettings(paths.configFolder, options.openSettingsFile);
  const keys = createKeyKeeper({
    path: join(paths.configFolder, "key.json"),
    env,
    vault: options.vault,
    addSecret: log.addSecret,
    now: Date.now,
  });
  keys.onNotice(notify);
  await withPatience(keys.load(), log);

  const engine = (): EngineChoice =>
    chooseEngine({
      hasKey: keys.use() !== null,
      isChosen: settings.current().demo.always,
      isFlagged: options.isDemoFlagged,
    });
  const authorities = openTrustedAuthorities(paths.configFolder);
  const baseUrl = readBaseUrl(env);
  if (!baseUrl.ok) notify({ id: "trouble", error: baseUrl.error });
  const line = createSendLine({
    settings: settings.current,
    baseUrl,
    useKey: keys.use,
    extraCaPem: authorities.pem,
    environment: env,
    systemProxy: options.systemProxy,
    demoLatencyMs: options.demoLatencyMs ?? null,
  });
  const codec = createImageCodec();
  const powers = options.createPowers?.(codec) ?? null;
  const session = await startLibrarySession(
    {
      codec,
      log,
      host: options.host,
      settings: () =>
        options.isSending === false ? { ...settings.current(), parallelRequests: 0 } : settings.current(),
      engine: () => engine().engine,
      sendWith: line.sendWith,
      publish: events.publish,
      cacheFolder: paths.cacheFolder,
      refuges: [join(paths.dataFolder, "refuge"), join(tmpdir(), `inlay-${userInfo().uid}`)],
    },
    await findLibraryPlace(paths, options.libraryFlag),
  );
  const watch = await openSessionWatch(paths.configFolder, session, log, {
    publish: events.publish,
    notify,
  });
  const transfers = createTransferShelf();
  const tasks = createTaskDesk({
    publish: events.publish,
    explainBug: (error) => ({ kind: "bug", logId: log.bug(error, { where: "task" }) }),
  });
  const quiet = startQuietWork({ session, notify, log });
  announceChanges({ settings, keys, session, engine, publish: events.publish });

  const hello = (): Hello => ({
    host: options.host === "desktop" ? "desktop" : "browser",
    version: options.version,
    platform: platformName(),
    abilities: [...(powers?.abilities ?? [])],
    ...engine(),
    key: keys.state(),
    settings: settings.current(),
    notices: [...settings.notices, ...notices, ...session.notices()],
  });
  const remember = async (folder: string): Promise<void> => await rememberLibraryPlace(paths, folder);
  const describe = () => describeStudio({ options, paths, hello: hello(), place: session.place() });
  return {
    handlers: {
      ...appHandlers({ hello, describe, log }),
      ...settingsHandlers({ settings, keys, authorities, line }),
      ...jobHandlers(session),
      ...pictureHandlers({ session, tasks, prices: () => settings.current().prices, powers }),
      ...organiseHandlers({
        session,
        tasks,
        throwAway: async (path) =>
          powers === null
            ? await moveToSystemTrash(path, {
                platform: process.platform,
                dataFolder: xdgDataFolder(env),
                now: Date.now,
              })
            : await powers.throwAway(path),
      }),
      ...compositionHandlers({ session, powers }),
      ...taskHandlers(tasks),
      ...recipeHandlers({ session, codec }),
      ...importHandlers({ session, tasks, watch, powers, startFolder: join(homedir(), "Pictures") }),
      ...exportHandlers({
        session,
        codec,
        tasks,
        shelf: transfers,
        powers,
        startFolder: join(homedir(), "Pictures"),
      }),
      ...usageHandlers({ session, prices: () => settings.current().prices }),
      ...referenceHandlers({ session, line }),
      ...libraryHandlers({ session, powers, tasks, remember }),
      ...careHandlers({ session, tasks, powers, remember }),
    },
    events,
    pixels: createPixelPort(session, transfers),
    log,
    paths,
    session,
    engine,
    apiTrouble: baseUrl.ok ? null : baseUrl.error,
    hello,
    settings,
    tasks,
    watch,
    close: async () => {
      await quiet.close();
      await watch.close();
      await tasks.close();
      await transfers.close();
      await session.close();
      await line.close();
      await codec.close();
      log.info("studio.closed");
      log.close();
    },
  };
}

/** Tells the pages what has changed under them. */
function announceChanges(parts: {
  readonly settings: SettingsStore;
  readonly keys: KeyKeeper;
  readonly session: LibrarySession;
  readonly engine: () => EngineChoice;
  readonly publish: (event: StudioEvent) => void;
}): void {
  const { settings, keys, session, engine, publish } = parts;
  const tellKey = (): void => publish({ name: "key.changed", key: keys.state(), ...engine() });
  keys.onChange(tellKey);
  let wasDemo = settings.current().demo.always;
  let toldNotices = settings.notices.length;
  settings.onChange((changed) => {
    publish({ name: "settings.changed", settings: changed });
    for (const notice of settings.notices.slice(toldNotices)) publish({ name: "notice.raised", notice });
    toldNotices = settings.notices.length;
    if (changed.demo.always !== wasDemo) tellKey();
    wasDemo = changed.demo.always;
    const shelf = session.current();
    if (shelf.ok) shelf.value.queue.wake();
  });
}

/** Waits a moment; whatever takes longer goes on beside and is told by an event. */
async function withPatience(work: Promise<void>, log: Log): Promise<void> {
  const guarded = work.catch((error: unknown) => {
    log.bug(error, { where: "key" });
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, keyPatienceMs);
  });
  await Promise.race([guarded, patience]);
  clearTimeout(timer);
}

function xdgDataFolder(env: StudioOptions["env"]): string {
  const named = env["XDG_DATA_HOME"] ?? "";
  return isAbsolute(named) ? named : join(homedir(), ".local/share");
}

function platformName(): Hello["platform"] {
  if (process.platform === "darwin") return "mac";
  return process.platform === "win32" ? "windows" : "linux";
}
