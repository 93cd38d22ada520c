// The parameters of a request, from JSON or from a form, read one by one with their documented types.
// Knows no endpoint: which parameter takes which values is said by the caller.
import { badParameter, type Refusal } from "./refusal.ts";

/** A file part of a form. */
export interface UploadedFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Parameters as they arrived: JSON values, or for a form the text of each part, and its files. */
export interface RequestFields {
  readonly encoding: "json" | "form";
  readonly values: ReadonlyMap<string, readonly unknown[]>;
  readonly files: ReadonlyMap<string, readonly UploadedFile[]>;
}

/** Reads parameters; the first thing wrong is kept in `refusal` and the reads return undefined. */
export interface FieldReader {
  readonly refusal: () => Refusal | undefined;
  readonly refuse: (refusal: Refusal) => void;
  readonly text: (name: string) => string | undefined;
  readonly oneOf: <T extends string>(name: string, allowed: readonly T[]) => T | undefined;
  readonly integer: (
    name: string,
    range: { readonly min: number; readonly max: number },
  ) => number | undefined;
  readonly flag: (name: string) => boolean | undefined;
}

export function fieldReader(fields: RequestFields): FieldReader {
  let first: Refusal | undefined;
  const refuse = (refusal: Refusal): undefined => {
    first ??= refusal;
  };
  const single = (name: string): unknown => {
    const values = fields.values.get(name);
    if (!values) return undefined;
    if (values.length > 1)
      return refuse(badParameter(name, "duplicate_parameter", `Give '${name}' only once.`));
    return values[0] ?? undefined;
  };
  const wrongType = (name: string, wanted: string): undefined =>
    refuse(badParameter(name, "invalid_type", `Invalid type for '${name}': expected ${wanted}.`));

  const text = (name: string): string | undefined => {
    const value = single(name);
    return value === undefined || typeof value === "string" ? value : wrongType(name, "a string");
  };
  return {
    refusal: () => first,
    refuse,
    text,
    oneOf: (name, allowed) => {
      const value = text(name);
      if (value === undefined) return undefined;
      const found = allowed.find((one) => one === value);
      const list = allowed.map((one) => `'${one}'`).join(", ");
      return (
        found ??
        refuse(
          badParameter(
            name,
            "invalid_value",
            `Invalid value '${value.slice(0, 40)}' for '${name}'. Supported values are: ${list}.`,
          ),
        )
      );
    },
    integer: (name, { min, max }) => {
      const value = single(name);
      if (value === undefined) return undefined;
      const number = fields.encoding === "form" ? integerFromText(value) : value;
      if (typeof number !== "number" || !Number.isInteger(number)) return wrongType(name, "an integer");
      if (number >= min && number <= max) return number;
      const range = max === Number.POSITIVE_INFINITY ? `at least ${min}` : `from ${min} to ${max}`;
      return refuse(
        badParameter(name, "invalid_value", `Invalid value ${number} for '${name}': it must be ${range}.`),
      );
    },
    flag: (name) => {
      const value = single(name);
      if (value === undefined || typeof value === "boolean") return value;
      if (fields.encoding === "form" && (value === "true" || value === "false")) return value === "true";
      return wrongType(name, "a boolean");
    },
  };
}

function integerFromText(value: unknown): number | undefined {
  return typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
}
