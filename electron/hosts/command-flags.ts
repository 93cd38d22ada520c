// Which flags a command has. A flag that a command would only ignore is refused: the request may have to be paid. Pure.

const senders = ["generate", "edit"] as const;
const placers = ["composite", "inpaint"] as const;
const commands = [...senders, ...placers, "import", "jobs"] as const;
type CommandName = (typeof commands)[number];

/** The commands that have a flag, by its long name. Flags that are not here go with every command. */
const homes: Readonly<Record<string, readonly CommandName[]>> = {
  size: senders,
  takes: [...senders, "inpaint"],
  format: senders,
  compression: senders,
  background: senders,
  moderation: ["generate"],
  image: ["edit"],
  reference: ["edit"],
  mask: placers,
  "invert-mask": placers,
  out: placers,
  grow: placers,
  feather: placers,
  strict: placers,
  "no-detail": placers,
  tone: placers,
  opacity: placers,
  multiband: placers,
  nudge: placers,
  manual: placers,
  quality: placers,
  proof: placers,
  force: placers,
  json: placers,
  window: ["composite"],
  guide: ["inpaint"],
  "in-place": ["import"],
};

/** A flag as Node's parser tells it: its long name, and as it was typed. */
export type TypedFlag = { readonly name: string; readonly rawName: string };

/** A sentence about the first flag that the command does not have; null when it has them all, or is no command. */
export function foreignFlag(command: string, flags: readonly TypedFlag[]): string | null {
  if (!commands.some((known) => known === command)) return null;
  for (const { name, rawName } of flags) {
    const home = homes[name];
    if (home === undefined || home.some((known) => known === command)) continue;
    return `${rawName} goes with ${listed(home)}, not with ${command}.`;
  }
  return null;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
