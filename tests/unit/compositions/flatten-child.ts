// A process that flattens a document over and over, to be killed at any moment.
import { readdirSync } from "node:fs";
import { must, openDesk } from "./document-fixture.ts";
import type { CompositionId } from "#shared/model/ids.ts";

const folder = process.argv[2];
const id = process.argv[3] as CompositionId;
if (folder === undefined) throw new Error("flatten-child.ts FOLDER ID");
const desk = await openDesk(folder);
for (;;) {
  const { revision } = must(await desk.documents.open(id));
  const made = await desk.documents.flatten({ id, revision, hasProofInFile: false });
  process.stdout.write(
    `${made.ok ? "flattened" : JSON.stringify(made.error)} ${readdirSync(folder).length}\n`,
  );
}
