// The files of the project as the architecture tests read them: what git would track, nothing that is made.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rootPath } from "#build/setup/root.mjs";

/** Every file that is tracked or would be, from the project folder, `/` between the parts. */
export function listProjectFiles(): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: rootPath,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return listed.split("\0").filter((file) => file !== "" && existsSync(join(rootPath, file)));
}

/** Those of them that hold our code. */
export function listSources(): readonly string[] {
  return listProjectFiles().filter((file) =>
    /^(electron|renderer|shared|build|tests)\/.*\.(ts|tsx|mjs)$/.test(file),
  );
}

/** Content of a project file. */
export function readProjectFile(file: string): string {
  return readFileSync(join(rootPath, file), "utf8");
}
