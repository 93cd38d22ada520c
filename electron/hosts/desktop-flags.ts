// Flags of the desktop app. Lenient: Chromium's own switches, and those of the browser host, stand beside ours.

export interface DesktopFlags {
  readonly libraryFlag: string | null;
  readonly isDemoFlagged: boolean;
}

export function readDesktopFlags(argv: readonly string[]): DesktopFlags {
  const inline = argv.find((argument) => argument.startsWith("--library="))?.slice("--library=".length);
  const place = argv.indexOf("--library");
  const next = place === -1 ? undefined : argv[place + 1];
  const library = inline ?? (next?.startsWith("--") === true ? undefined : next);
  return {
    libraryFlag: library === undefined || library === "" ? null : library,
    isDemoFlagged: argv.includes("--demo"),
  };
}
