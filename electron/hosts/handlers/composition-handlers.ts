// `composition.*` and `export.*`: documents of the canvas, and files made of them.
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { Handlers } from "#shared/contract/registry.ts";
import type { Compositions } from "#electron/compositions/compositions.ts";
import type { HostPowers, OutgoingFile } from "#electron/hosts/host-powers.ts";
import type { LibrarySession } from "#electron/hosts/library-session.ts";

type CompositionHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `composition.${string}`> | "export.save" | "export.copy"
>;

export function compositionHandlers({
  session,
  powers,
}: {
  readonly session: Pick<LibrarySession, "current">;
  readonly powers: HostPowers | null;
}): CompositionHandlers {
  const inDocuments = async <T>(run: (documents: Compositions) => Promise<Result<T>>): Promise<Result<T>> => {
    const shelf = session.current();
    return shelf.ok ? await run(shelf.value.compositions) : shelf;
  };
  const withExport = async <T>(
    token: string,
    what: string,
    run: (powers: HostPowers, file: OutgoingFile) => Promise<Result<T>>,
  ): Promise<Result<T>> =>
    await inDocuments(async (documents) => {
      if (powers === null) return err({ kind: "unavailable-here", what });
      const file = documents.exported(token);
      return file === null ? err({ kind: "not-found", what: "file", id: token }) : await run(powers, file);
    });

  return {
    "composition.list": async ({ trashed }) =>
      await inDocuments(async (documents) => {
        const cards = await documents.list(trashed);
        if (!cards.ok) return cards;
        const unreadable = await documents.unreadable(trashed);
        return unreadable.ok ? ok({ compositions: cards.value, unreadable: unreadable.value }) : unreadable;
      }),
    "composition.create": async ({ from }) => await inDocuments(async (documents) => documents.create(from)),
    "composition.open": async ({ id }) => await inDocuments(async (documents) => documents.open(id)),
    "composition.save": async ({ document, revision, place }) =>
      await inDocuments(async (documents) => documents.save(document, revision, place)),
    "composition.note": async ({ id, ...note }) =>
      await inDocuments(async (documents) => documents.note(id, note)),
    "composition.remove": async ({ id }) => await inDocuments(async (documents) => documents.remove(id)),
    "composition.restore": async ({ id }) => await inDocuments(async (documents) => documents.restore(id)),
    "composition.run": async (wish) => await inDocuments(async (documents) => documents.run(wish)),
    "composition.stop": async ({ id }) =>
      await inDocuments(async (documents) => Promise.resolve(ok({ stopped: documents.stop(id) }))),
    "composition.flatten": async (wish) => await inDocuments(async (documents) => documents.flatten(wish)),
    "composition.export": async (wish) => await inDocuments(async (documents) => documents.export(wish)),
    "export.save": async ({ token }) =>
      await withExport(token, "save-dialog", async (host, file) => await host.saveAs(file)),
    "export.copy": async ({ token }) =>
      await withExport(token, "copy-picture", async (host, file) => await host.copyPicture(file)),
  };
}
