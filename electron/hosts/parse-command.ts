// From the words of a command line to a command as a value. Pure; whether a request breaks a rule is told later.
import { parseArgs } from "node:util";
import { err, ok, type Result } from "#shared/errors/result.ts";
import {
  backgroundSchema,
  moderationSchema,
  outputFormatSchema,
  type ImageRequest,
} from "#shared/model/image-request.ts";
import { foreignFlag } from "./command-flags.ts";
import {
  compositeOptions,
  readComposite,
  readInpaint,
  type TypedComposite,
  type TypedInpaint,
} from "./parse-composite.ts";
import { parseSize } from "#shared/rules/sizes.ts";

/** A request as it was typed; pictures are still paths. */
export interface TypedRequest {
  readonly request: Omit<ImageRequest, "references">;
  /** Primary first. */
  readonly pictures: readonly string[];
  readonly takes: number;
}

export type Command =
  | { readonly name: "help" }
  | { readonly name: "composite"; readonly wish: TypedComposite }
  | { readonly name: "inpaint"; readonly wish: TypedInpaint }
  | { readonly name: "send"; readonly typed: TypedRequest }
  | { readonly name: "import"; readonly paths: readonly string[]; readonly inPlace: boolean }
  | { readonly name: "jobs" };

export interface CommandLine {
  readonly command: Command;
  readonly library: string | null;
  readonly isDemo: boolean;
}

const options = {
  size: { type: "string" },
  takes: { type: "string" },
  format: { type: "string" },
  compression: { type: "string" },
  background: { type: "string" },
  moderation: { type: "string" },
  image: { type: "string" },
  reference: { type: "string", multiple: true },
  library: { type: "string" },
  "in-place": { type: "boolean", default: false },
  demo: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  ...compositeOptions,
} as const;

export type Values = ReturnType<
  typeof parseArgs<{ options: typeof options; allowPositionals: true }>
>["values"];

/** The error is a sentence. */
export function parseCommand(argv: readonly string[]): Result<CommandLine, string> {
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...argv],
      options,
      allowPositionals: true,
      tokens: true,
    });
    const common = { library: values.library ?? null, isDemo: values.demo };
    const [name, ...words] = positionals;
    if (values.help || name === "help") return ok({ ...common, command: { name: "help" } });
    const flags = tokens.filter((token) => token.kind === "option");
    const foreign = name === undefined ? null : foreignFlag(name, flags);
    if (foreign !== null) return err(foreign);
    const command = readCommand(name, words, values);
    return command.ok ? ok({ ...common, command: command.value }) : command;
  } catch (error) {
    return err(firstSentence(error instanceof Error ? error.message : String(error)));
  }
}

/** What Node says of a wrong flag, without its advice. */
function firstSentence(text: string): string {
  return `${text.split(". ")[0]?.replace(/\.$/, "")}.`;
}

function readCommand(
  name: string | undefined,
  words: readonly string[],
  values: Values,
): Result<Command, string> {
  switch (name) {
    case "generate":
    case "edit":
      return readSend(name, words, values);
    case "composite":
      return readComposite(words, values);
    case "inpaint":
      return readInpaint(words, values);
    case "import":
      return words.length === 0
        ? err("import takes at least one file or folder.")
        : ok({ name, paths: words, inPlace: values["in-place"] });
    case "jobs":
      return words.length === 0 ? ok({ name }) : err("jobs takes nothing further.");
    case undefined:
      return err("What is to be done: generate, edit, composite, inpaint, import or jobs?");
    default:
      return err(`There is no command "${name}".`);
  }
}

function readSend(
  kind: "generate" | "edit",
  words: readonly string[],
  values: Values,
): Result<Command, string> {
  const [prompt, ...rest] = words;
  if (prompt === undefined) return err(`${kind} takes a prompt.`);
  if (rest.length > 0) return err("The prompt goes in quotation marks, as one word.");
  const references = values.reference ?? [];
  if (kind === "edit" && values.image === undefined) return err("edit takes --image FILE.");

  const size = values.size ?? "1024x1024";
  const parsedSize = size === "auto" ? "auto" : parseSize(size);
  if (parsedSize === null) return err(`--size takes WIDTHxHEIGHT or auto, not "${size}".`);
  const format = outputFormatSchema.safeParse(values.format ?? "png");
  if (!format.success) return err("--format takes png, jpeg or webp.");
  const background = backgroundSchema.safeParse(values.background ?? "auto");
  if (!background.success) return err("--background takes auto or opaque.");
  const moderation = moderationSchema.safeParse(values.moderation ?? "auto");
  if (!moderation.success) return err("--moderation takes auto or low.");
  const takes = readWhole(values.takes ?? "1");
  if (takes === null) return err("--takes takes a whole number.");
  const compression = values.compression === undefined ? null : readWhole(values.compression);
  if (values.compression !== undefined && compression === null)
    return err("--compression takes a whole number.");
  return ok({
    name: "send",
    typed: {
      takes,
      pictures: values.image === undefined ? [] : [values.image, ...references],
      request: {
        prompt,
        size: parsedSize,
        format: format.data,
        compression,
        background: background.data,
        moderation: moderation.data,
      },
    },
  });
}

function readWhole(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
