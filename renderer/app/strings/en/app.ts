// Words of the shell: rail, palette, notices, announcements.

/** English words for renderer/app. */
export const app = {
  room: {
    create: "Create",
    gallery: "Gallery",
    canvas: "Canvas",
    usage: "Usage",
    settings: "Settings",
    nav: "Rooms",
  },
  start: {
    reload: "Reload",
  },
  connection: {
    lost: "Inlay does not answer. Requests that are on their way go on without this page; it comes back by itself.",
    offline: "This computer is offline.",
  },
  crash: {
    title: "This part of Inlay is broken",
    text: "Your pictures and requests are not affected.",
    textWithLog: "Your pictures and requests are not affected. It is logged as {{logId}}.",
    retry: "Try again",
    reload: "Reload the page",
  },
  palette: {
    title: "Command palette",
    placeholder: "Type a command",
    empty: "No command is called that.",
    results: "Commands",
  },
  queue: {
    title: "Queue",
    idle: "Queue: nothing to do",
    busy: "Queue: {{open}} open, {{running}} running, {{queued}} waiting",
    doubt_one: "Queue: {{count}} request with an outcome that is not known",
    doubt_other: "Queue: {{count}} requests with an outcome that is not known",
    pausedIdle: "Queue: paused",
    pausedBusy: "Queue: paused, {{open}} open, {{queued}} waiting",
    running: "Running",
    queued: "Waiting",
    unknown: "Outcome not known",
    failed: "Failed",
    pause: "Pause",
    resume: "Resume",
    pausedNow: "The queue is paused",
    resumedNow: "The queue goes on",
    show: "Show in Create",
    none: "No requests are waiting or running.",
  },
  key: {
    demo: "Demo",
    demoNoKey:
      "The demo engine answers, because there is no API key. Its pictures are drawn by rule and cost nothing.",
    demoChosen: "The demo engine answers, because you chose it in Settings. Its pictures cost nothing.",
    demoFlag: "The demo engine answers, because Inlay was started with --demo. Its pictures cost nothing.",
    none: "No API key",
    session: "API key: kept until Inlay closes",
    keychain: "API key: kept in the system's key store",
    weak: "Weak storage: the API key lies on this computer without real encryption",
    environment: "API key: from the environment",
    weakTag: "Weak",
    locked: "API key: stored, but the system does not open it",
    offline: "Offline",
  },
  job: {
    saved: "Picture {{take}} of {{takes}} is ready.",
    savedOne: "The picture is ready.",
    failed: "A request failed: {{title}}.",
    unknown: "The outcome of a request is not known: {{title}}.",
    cancelled: "A request was cancelled.",
    unsaved: "A picture arrived and could not be saved: {{title}}.",
    sending: "A request is being sent.",
    readyToast_one: "A picture is ready",
    readyToast_other: "{{count}} pictures are ready",
    troubleToast_one: "A request needs a look",
    troubleToast_other: "{{count}} requests need a look",
    show: "Show",
  },
  notice: {
    "settings-replaced": "The settings file could not be read and was moved to {{movedTo}}.",
    fromBackup: "The last good copy is in force.",
    fromDefaults: "The defaults are in force.",
    "index-rebuilt_one": "The index of the library was rebuilt from its files: 1 picture.",
    "index-rebuilt_other": "The index of the library was rebuilt from its files: {{count}} pictures.",
    indexMoved: "The old one is kept as {{movedTo}}.",
    "index-damaged":
      "The index of the library is damaged. Your pictures are not affected; start Inlay again, and the index is made anew from their files.",
    "prompts-replaced":
      "The file of saved prompts could not be read and was moved to {{movedTo}} in the library folder. The list of saved prompts is empty now.",
    "journal-replaced":
      "The list of requests could not be read and was moved to {{movedTo}}. A new one was begun; your pictures are not affected.",
    "jobs-in-doubt_one":
      "Inlay stopped while 1 request was on its way. It may have been charged; it was not sent again.",
    "jobs-in-doubt_other":
      "Inlay stopped while {{count}} requests were on their way. They may have been charged; they were not sent again.",
    "replies-recovered_one": "1 picture had arrived before Inlay stopped. It is in the library now.",
    "replies-recovered_other":
      "{{count}} pictures had arrived before Inlay stopped. They are in the library now.",
    "disk-scarce":
      "Only {{bytes}} are free on the disk of the library ({{folder}}). Make room before the next request.",
    "move-undone":
      "Inlay stopped while the library was on its way to {{folder}}. It is whole and open where it was; the half-made copy was taken away.",
    "move-finished":
      "Inlay stopped at the end of the library's move. It is whole and open in its new place; what was left in {{folder}} was taken away.",
    "watch-missing":
      "The watched folder is not there: {{folder}}. Inlay takes from it again when it is back.",
    "watch-failed": "The watched folder cannot be read: {{folder}}. Inlay goes on trying.",
    budget: {
      day: {
        warned: "{{spent}} of the {{limit}} for today are spent.",
        reached: "{{spent}} of the {{limit}} for today are spent. What waits is not sent until tomorrow.",
      },
      month: {
        warned: "{{spent}} of the {{limit}} for this month are spent.",
        reached:
          "{{spent}} of the {{limit}} for this month are spent. What waits is not sent until next month.",
      },
    },
    "key-locked":
      "The stored API key could not be opened by the system. It is left as it is; enter it again in Settings to go on.",
    show: "Show",
    openSettings: "Open settings",
    tryAgain: "Try again",
    dismiss: "Dismiss",
    list: "Notices",
  },
  diagnostics: {
    copied: "Diagnostics copied",
    notCopied: "Diagnostics could not be copied",
  },
  library: {
    opened: "Library opened: {{folder}}",
  },
} as const;
