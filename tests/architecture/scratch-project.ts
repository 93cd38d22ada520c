// A small copy of the project, with its real gates and made-up sources, to plant faults in.
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runCaptured } from "#build/setup/child-process.mjs";
import { projectPath } from "#build/setup/root.mjs";

/** What a gate said about one file. */
export interface Finding {
  readonly file: string;
  readonly rule: string;
  readonly message: string;
}

const gates = [
  "package.json",
  "oxlint.config.ts",
  "tsconfig.base.json",
  "build/boundaries.ts",
  "build/lint",
  "shared/tsconfig.json",
  "electron/tsconfig.json",
  "electron/hosts/tsconfig.json",
  "renderer/tsconfig.json",
];

/** Opens a scratch project that holds the given files, by path from its root. Dispose of it when done. */
export function openScratchProject(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), "inlay-walls-"));
  for (const gate of gates) cpSync(projectPath(gate), join(root, gate), { recursive: true });
  symlinkSync(projectPath("node_modules"), join(root, "node_modules"), "dir");
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return {
    /** Lints every file and says how many were seen. */
    async lint(): Promise<{ readonly findings: readonly Finding[]; readonly seen: number }> {
      const { output } = await runCaptured(
        process.execPath,
        [projectPath("node_modules", "oxlint", "bin", "oxlint"), "--type-aware", "--format=json"],
        { cwd: root },
      );
      const report = JSON.parse(output) as {
        diagnostics: { filename: string; code: string; message: string }[];
        number_of_files: number;
      };
      return {
        findings: report.diagnostics.map(({ filename, code, message }) => ({
          file: filename,
          rule: code,
          message,
        })),
        seen: report.number_of_files,
      };
    },
    /** Type-checks one folder as the project does. */
    async check(folder: string): Promise<readonly Finding[]> {
      const { output } = await runCaptured(
        process.execPath,
        [projectPath("node_modules", "typescript", "bin", "tsc"), "-b", folder, "--pretty", "false"],
        { cwd: root },
      );
      return [...output.matchAll(/^(\S+?)\(\d+,\d+\): error (TS\d+): (.*)$/gm)].map(
        ([, file = "", rule = "", message = ""]) => ({ file, rule, message }),
      );
    },
    dispose(): void {
      rmSync(root, { recursive: true, force: true });
    },
  };
}
