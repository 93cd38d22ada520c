// How a call is declared: its name, what it takes, what it gives, and how large its input may be.
import type { z } from "zod";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { Result } from "#shared/errors/result.ts";

/** A call as a value; `input` is parsed by the host before any handler sees it. */
export type Call<Input extends z.ZodType, Output extends z.ZodType> = {
  readonly input: Input;
  readonly output: Output;
  /** Cap on the JSON text of the input. */
  readonly maxBytes: number;
};

const kibibyte = 1024;

/** Declares a call. The default cap suits ids and options; calls that carry prompts ask for more. */
export function defineCall<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
  maxBytes = 64 * kibibyte,
): Call<Input, Output> {
  return { input, output, maxBytes };
}

type AnyCall = Call<z.ZodType, z.ZodType>;

/** What a caller hands over (before defaults and brands are applied). */
export type InputOf<C extends AnyCall> = z.input<C["input"]>;
/** What a handler receives. */
export type ParsedOf<C extends AnyCall> = z.output<C["input"]>;
/** What the caller gets when it went well. */
export type OutputOf<C extends AnyCall> = z.output<C["output"]>;
/** What every call resolves to; it never rejects. */
export type Reply<C extends AnyCall> = Result<OutputOf<C>, StudioError>;
