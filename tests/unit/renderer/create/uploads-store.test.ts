import { describe, expect, it } from "vitest";
import { createUploads } from "#renderer/create/references/uploads-store.ts";
import { createComposerDraft } from "#renderer/session/composer-draft.ts";
import type { Result } from "#shared/errors/result.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Reference } from "#shared/model/image-request.ts";
import { madeReference } from "./made-references.ts";

/** A tray over a real draft, and a host whose answers are given one by one, in any order. */
function trayWithHost() {
  const draft = createComposerDraft(null);
  const answers = new Map<string, (reply: Result<Reference>) => void>();
  const stopped: string[] = [];
  const ask = async (name: string) =>
    await new Promise<Result<Reference>>((resolve) => {
      answers.set(name, resolve);
    });
  const uploads = createUploads({
    sendFile: async (_, name, signal) => {
      signal.addEventListener("abort", () => stopped.push(name));
      return await ask(name);
    },
    fetchPicture: ask,
    fetchAddress: ask,
    addReference: draft.actions.addReference,
    offerRecipe: async () => "reference",
  });
  const answer = (name: string, reply: Result<Reference>) => answers.get(name)!(reply);
  return { draft, uploads, answers, answer, stopped };
}

const files = (...names: string[]) => names.map((name) => ({ name, file: new File(["x"], name) }));
const arrived = (number: number): Result<Reference> => ({ ok: true, value: madeReference(number) });

describe("pictures on their way into the tray", () => {
  it("[R1] enter in the order they were dropped, whichever arrives first", async () => {
    const { draft, uploads, answer } = trayWithHost();
    const done = uploads.getState().addFiles(files("a", "b"));
    answer("b", arrived(2));
    answer("a", arrived(1));
    expect(await done).toBe(2);
    expect(draft.getState().references.map(({ asset }) => asset)).toEqual([
      madeReference(1).asset,
      madeReference(2).asset,
    ]);
    expect(uploads.getState().uploads).toEqual([]);
  });

  it("keep a failure with its own reason while the others go on, and can be tried again", async () => {
    const { draft, uploads, answer } = trayWithHost();
    const done = uploads.getState().addFiles(files("photo.heic", "b"));
    const error = { kind: "picture-refused", name: "photo.heic", reason: "heic", values: {} } as const;
    answer("photo.heic", { ok: false, error });
    answer("b", arrived(2));
    expect(await done).toBe(1);
    const [failed] = uploads.getState().uploads;
    expect(failed?.state).toEqual({ kind: "failed", error });
    const retried = uploads.getState().retry(failed!.key);
    answer("photo.heic", arrived(3));
    expect(await retried).toBe(1);
    expect(draft.getState().references).toHaveLength(2);
  });

  it("say that a picture is there already instead of sending it twice", async () => {
    const { draft, uploads, answer } = trayWithHost();
    draft.actions.addReference(madeReference(1));
    const done = uploads.getState().addPictures(["00000000000000aa" as PictureId]);
    answer("00000000000000aa", arrived(1));
    expect(await done).toBe(0);
    expect(uploads.getState().uploads[0]?.state).toEqual({ kind: "duplicate", name: "picture-1.png" });
    expect(draft.getState().references).toHaveLength(1);
  });

  it("[R3] come from web addresses too, with the same states and failures", async () => {
    const { draft, uploads, answer } = trayWithHost();
    const [good, bad] = ["https://files.example/a.png", "https://files.example/b.png"] as const;
    const done = uploads.getState().addAddresses([good, bad]);
    expect(uploads.getState().uploads.map(({ source, bytes }) => [source, bytes])).toEqual([
      [{ kind: "address", url: good }, null],
      [{ kind: "address", url: bad }, null],
    ]);
    const error = { kind: "address-unreachable", host: "files.example", status: 404 } as const;
    answer(bad, { ok: false, error });
    answer(good, { ok: true, value: madeReference(1, { url: good }) });
    expect(await done).toBe(1);
    expect(draft.getState().references).toEqual([madeReference(1, { url: good })]);
    const [failed] = uploads.getState().uploads;
    expect(failed?.state).toEqual({ kind: "failed", error });
    const retried = uploads.getState().retry(failed!.key);
    answer(bad, arrived(1));
    expect(await retried).toBe(0);
    expect(uploads.getState().uploads[0]?.state).toMatchObject({ kind: "duplicate" });
  });

  it("are stopped when they are dismissed, and what still arrives is left out", async () => {
    const { draft, uploads, answer, stopped } = trayWithHost();
    const done = uploads.getState().addFiles(files("big.png"));
    uploads.getState().dismiss(uploads.getState().uploads[0]!.key);
    expect(stopped).toEqual(["big.png"]);
    answer("big.png", arrived(1));
    expect(await done).toBe(0);
    expect(draft.getState().references).toEqual([]);
  });

  it("go a few at a time, so that a folder does not flood the host", async () => {
    const { uploads, answers, answer } = trayWithHost();
    const names = ["1", "2", "3", "4", "5"];
    const done = uploads.getState().addFiles(files(...names));
    expect(answers.size).toBe(3);
    expect(uploads.getState().uploads).toHaveLength(5);
    for (const [index, name] of names.entries()) {
      while (!answers.has(name)) await Promise.resolve();
      answer(name, arrived(index + 1));
    }
    expect(await done).toBe(5);
  });
});

describe("a file that carries a recipe", () => {
  const reference = madeReference(7);
  const store = (choice: "apply" | "reference" | "cancel", asked: string[] = []) => {
    const draft = createComposerDraft(null);
    const uploads = createUploads({
      sendFile: async () => ({ ok: true, value: reference }),
      fetchPicture: async () => ({ ok: true, value: reference }),
      fetchAddress: async () => ({ ok: true, value: reference }),
      addReference: draft.actions.addReference,
      offerRecipe: async ({ name }) => {
        asked.push(name);
        return choice;
      },
    });
    return { draft, uploads };
  };
  const file = { name: "a.png", file: new File(["a"], "a.png") };

  it("becomes a reference only when that was chosen", async () => {
    for (const choice of ["apply", "cancel", "reference"] as const) {
      const { draft, uploads } = store(choice);
      expect(await uploads.getState().addFiles([file])).toBe(choice === "reference" ? 1 : 0);
      expect(draft.getState().references).toHaveLength(choice === "reference" ? 1 : 0);
      expect(uploads.getState().uploads).toEqual([]);
    }
  });

  it("is not asked about among others", async () => {
    const asked: string[] = [];
    const { uploads } = store("cancel", asked);
    await uploads.getState().addFiles([file, { ...file, name: "b.png" }]);
    expect(asked).toEqual([]);
  });
});
