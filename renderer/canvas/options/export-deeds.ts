// Ways out of a document: a new picture of the library, a file, the clipboard. The host makes them at full depth; the page
// hands them on.
import type { ExportFormat, ExportedFile } from "#shared/contract/calls/composition-calls.ts";
import type { CallReply, Invoke } from "#shared/contract/registry.ts";
import { exportUrl } from "#shared/contract/media.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { CompositionId } from "#shared/model/ids.ts";
import { studioStore } from "#renderer/session/studio-store.ts";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import type { Making } from "#renderer/canvas/run/desk-state.ts";

type Asked = {
  readonly id: CompositionId;
  readonly revision: number;
  readonly hasProofInFile: boolean;
};

/** Asks the host for the document as it stands, saved, and shows that this goes on. */
async function working<Value>(
  desk: Desk,
  what: Making["what"],
  ask: (asked: Asked) => Promise<Result<Value>>,
  { hasProofInFile }: Pick<Asked, "hasProofInFile"> = desk.state.getState(),
): Promise<Result<Value>> {
  const { id } = desk.composition;
  desk.state.setState({ progress: 0, making: { what, since: Date.now() } });
  try {
    return await desk.save.restingOnSaved(async (revision) => await ask({ id, revision, hasProofInFile }));
  } finally {
    desk.state.setState({ progress: null, making: null });
  }
}

export async function flatten(invoke: Invoke, desk: Desk): Promise<CallReply<"composition.flatten">> {
  return await working(desk, "library", async (asked) => await invoke("composition.flatten", asked));
}

/** Makes the file and saves it: in a dialog where the host has one, else as a download. */
export async function exportAs(
  invoke: Invoke,
  desk: Desk,
  format: ExportFormat,
  quality?: number,
): Promise<Result<{ readonly file: ExportedFile; readonly saved: boolean }>> {
  const made = await make(invoke, desk, { what: format, format, quality });
  if (!made.ok) return made;
  const file = made.value;
  if (studioStore.getState().abilities.includes("save-dialog")) {
    const saved = await invoke("export.save", { token: file.token });
    return saved.ok ? ok({ file, saved: saved.value.saved }) : saved;
  }
  const link = document.createElement("a");
  link.href = exportUrl(file.token);
  link.download = file.name;
  link.click();
  return ok({ file, saved: true });
}

/** Puts the picture on the clipboard, never with the proof's figures. Errors: `unavailable-here` where the browser refuses. */
export async function copyOut(invoke: Invoke, desk: Desk): Promise<Result<unknown>> {
  const made = await make(invoke, desk, { what: "copy", format: "png" }, { hasProofInFile: false });
  if (!made.ok) return made;
  if (studioStore.getState().abilities.includes("copy-picture"))
    return await invoke("export.copy", { token: made.value.token });
  try {
    const blob = await (await fetch(exportUrl(made.value.token))).blob();
    await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
    return ok(null);
  } catch {
    return err({ kind: "unavailable-here", what: "copy-picture" });
  }
}

async function make(
  invoke: Invoke,
  desk: Desk,
  {
    what,
    format,
    quality = 92,
  }: { readonly what: Making["what"]; readonly format: ExportFormat; readonly quality?: number | undefined },
  proof?: Pick<Asked, "hasProofInFile">,
): Promise<Result<ExportedFile>> {
  return await working(
    desk,
    what,
    async (asked) => await invoke("composition.export", { ...asked, format, quality }),
    proof,
  );
}
