// Certificate authorities that the user trusts beside the system's: one PEM file in the settings folder.
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { err, ok, type Result } from "#shared/errors/result.ts";
import { writeFileDurably } from "#electron/platform/durable-file.ts";
import { explainOutsideError } from "./explain-outside-error.ts";

export interface TrustedAuthorities {
  /** PEM text; empty for none. */
  readonly pem: () => string;
  readonly subjects: () => string[];
  /** Takes the place of all others; an empty text removes them. Errors: `invalid-input`, `disk-full`. */
  readonly trust: (pem: string) => Promise<Result<{ subjects: string[] }>>;
}

const block = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

export function openTrustedAuthorities(folder: string): TrustedAuthorities {
  const path = join(folder, "trusted-authorities.pem");
  let pem = readText(path);
  let subjects = readSubjects(pem) ?? [];
  return {
    pem: () => (subjects.length === 0 ? "" : pem),
    subjects: () => subjects,
    trust: async (text) => {
      const found = readSubjects(text);
      if (found === null || (text.trim() !== "" && found.length === 0))
        return err({ kind: "invalid-input", call: "network.trust", issues: ["pem: no certificate"] });
      try {
        await mkdir(folder, { recursive: true });
        if (found.length === 0) await rm(path, { force: true });
        else await writeFileDurably(path, text);
      } catch (error) {
        return err(explainOutsideError(error, { folder, name: path }));
      }
      pem = text;
      subjects = found;
      return ok({ subjects });
    },
  };
}

/** Null when a certificate in the text does not parse. */
function readSubjects(pem: string): string[] | null {
  try {
    return (pem.match(block) ?? []).map((text) => new X509Certificate(text).subject.replaceAll("\n", ", "));
  } catch {
    return null;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
