// What every transport must do with the contract. Run three ways: in process, over HTTP, over a structured clone.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { contract, type CallName } from "#shared/contract/registry.ts";
import { studioEventSchema, type StudioEvent } from "#shared/contract/events.ts";
import { studioErrorSchema } from "#shared/errors/studio-error.ts";
import { openTestStudio, type TestStudio } from "#tests/support/electron/open-test-studio.ts";
import type { ContractLine, OpenLine } from "./contract-line.ts";

const names = Object.keys(contract) as CallName[];
const nobody = "00000000000000aa";
const secret = "the secret message of a bug, in /srv/somebody/inlay";
const request = {
  prompt: "a small red boat",
  size: { widthPx: 1024, heightPx: 1024 },
  format: "webp",
  compression: null,
  background: "auto",
  moderation: "auto",
  references: [],
};

/** An input for each call that its schema accepts; the order matters no more than in a page. */
const inputs: Readonly<Record<CallName, unknown>> = {
  "app.hello": {},
  "app.diagnose": {},
  "app.reportCrash": { message: "a page broke", stack: "at somewhere" },
  "settings.get": {},
  "settings.update": { parallelRequests: 2 },
  "key.state": {},
  "key.set": { key: "sk-canary-contract-0123456789", place: "session" },
  "key.forget": {},
  "network.trust": { pem: "" },
  "network.trusted": {},
  "endpoint.check": {},
  "job.estimate": { requests: [request], takes: 2 },
  "job.submit": { requests: [request], takes: 0 + 1, click: "00000000000000c1" },
  "job.list": {},
  "job.cancel": { id: nobody },
  "job.retry": { id: nobody },
  "job.dismiss": { id: nobody },
  "queue.pause": { paused: true },
  "picture.search": { text: "boat" },
  "picture.outline": { text: "boat" },
  "picture.ids": {},
  "picture.get": { id: nobody },
  "picture.mark": { ids: [nobody], rating: 3 },
  "picture.trash": { ids: [nobody] },
  "picture.restore": { ids: [nobody] },
  "picture.takeAgain": { id: nobody },
  "picture.reference": { id: nobody },
  "reference.fromUrl": { url: "https://127.0.0.1:9/a.png" },
  "reference.stopFetch": { ticket: "a-fetch" },
  "picture.reveal": { id: nobody },
  "picture.copy": { id: nobody },
  "picture.saveAs": { id: nobody },
  "picture.dragOut": { ids: [nobody] },
  "picture.tag": { ids: [nobody], add: ["boats"], remove: [] },
  "picture.purge": { ids: [nobody] },
  "trash.restore": { search: { text: "boats" } },
  "trash.purge": { search: { text: "boats" } },
  "picture.lineage": { id: nobody },
  "picture.duplicates": {},
  "tag.list": {},
  "tag.rename": { from: "boats", to: "ships" },
  "collection.list": {},
  "collection.make": { name: "Boats", parent: null },
  "collection.change": { id: nobody, name: "Ships", parent: null },
  "collection.remove": { id: nobody },
  "collection.restore": { collections: [], members: [] },
  "collection.put": { id: nobody, ids: [nobody] },
  "collection.take": { id: nobody, ids: [nobody] },
  "search.list": {},
  "search.save": { id: null, name: "boats", text: "boat", sort: "newest" },
  "search.remove": { id: nobody },
  "care.verify": {},
  "care.rebuild": {},
  "care.backup": { withPictures: false },
  "care.backups": {},
  "care.restore": { name: "backup of another day" },
  "care.quarantine": {},
  "care.move": {},
  "library.state": {},
  "library.rebuild": {},
  "library.choose": {},
  "prompt.history": {},
  "prompt.list": {},
  "prompt.save": { id: null, name: "boats", text: "a {colour} boat" },
  "prompt.remove": { id: nobody },
  "picture.recipe": { id: nobody },
  "export.natures": { ids: [nobody] },
  "export.pictures": {
    ids: [nobody],
    options: {
      nameTemplate: "{title}",
      format: "original",
      quality: 90,
      longEdgePx: null,
      icc: "keep",
      recipe: "xmp",
    },
  },
  "export.sheet": {
    ids: [nobody],
    sheet: {
      format: "pdf",
      paper: "a4",
      orientation: "portrait",
      background: "white",
      columns: 4,
      title: "boats",
      captions: ["name"],
    },
    words: { title: null, captions: [] },
  },
  "export.zip": { ids: [nobody] },
  "import.tree": { mode: "copy" },
  "import.watch": { mode: "in-place" },
  "import.unwatch": {},
  "import.watched": {},
  "task.list": {},
  "task.cancel": { id: nobody },
  "usage.table": { from: "2026-11-01", to: "2026-11-30", by: "day" },
  "usage.budget": {},
  "usage.allowMore": {},
  "composition.list": {},
  "composition.create": {
    from: { kind: "blank", sizePx: { widthPx: 64, heightPx: 64 }, name: "a boat" },
  },
  "composition.open": { id: nobody },
  "composition.save": {
    revision: 0,
    document: {
      version: 2,
      id: nobody,
      name: "a boat",
      base: { kind: "blank" },
      sizePx: { widthPx: 64, heightPx: 64 },
      origin: { x: 0, y: 0 },
      patches: [],
      selection: null,
      runs: [],
    },
  },
  "composition.note": {
    id: nobody,
    session: "00000000000000d1",
    from: { session: "0000000000000000", step: 0 },
    step: 1,
    steps: [{ edits: [{ path: ["name"], value: "a ship" }], runs: null }],
  },
  "composition.remove": { id: nobody },
  "composition.restore": { id: nobody },
  "composition.run": {
    id: nobody,
    revision: 0,
    click: "00000000000000c2",
    prompt: "a boat",
    references: [],
    region: { extent: { x: 0, y: 0, width: 64, height: 64 }, operations: [] },
    window: null,
    patch: null,
    takes: 1,
  },
  "composition.stop": { id: nobody },
  "composition.flatten": { id: nobody, revision: 0 },
  "composition.export": { id: nobody, revision: 0, format: "png" },
  "export.save": { token: "0".repeat(32) },
  "export.copy": { token: "0".repeat(32) },
};

const replySchema = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: studioErrorSchema }),
]);

export function contractSuite(way: string, openLine: OpenLine): void {
  describe(`the contract ${way}`, () => {
    let studio: TestStudio;
    let line: ContractLine;
    beforeAll(async () => {
      studio = await openTestStudio();
      const handlers = {
        ...studio.handlers,
        "prompt.list": async () => {
          throw new Error(secret);
        },
        // An answer with more in it than the schema names, and one that is wrong.
        "queue.pause": async () => ({ ok: true, value: { paused: true, path: secret } }) as never,
        "network.trusted": async () => ({ ok: true, value: { subjects: [1] } }) as never,
      };
      line = await openLine({ ...studio, handlers });
    });
    afterAll(async () => {
      await line.close();
      await studio.close();
    });
    const invoke = async (name: string, input: unknown) => replySchema.parse(await line.invoke(name, input));

    it("serves exactly the calls of the registry", () => {
      expect(Object.keys(studio.handlers).toSorted()).toEqual(names.toSorted());
    });

    it.each(names)("%s answers a right input by its schema", async (name) => {
      const reply = await invoke(name, inputs[name]);
      if (reply.ok) expect(contract[name].output.safeParse(reply.value).error).toBeUndefined();
      else expect(reply.error.kind).not.toBe("invalid-input");
    });

    it.each(names)("%s refuses a wrong input, and says where, not what", async (name) => {
      for (const input of [null, 7, "text", [secret], true]) {
        const reply = await invoke(name, input);
        expect(reply).toMatchObject({ ok: false, error: { kind: "invalid-input", call: name } });
        expect(JSON.stringify(reply)).not.toContain(secret);
      }
    });

    it.each(names)("%s refuses an input beyond its cap", async (name) => {
      const limitBytes = contract[name].maxBytes;
      expect(await invoke(name, { ballast: "x".repeat(limitBytes) })).toEqual({
        ok: false,
        error: { kind: "too-large", limitBytes },
      });
    });

    it.each(["", "app", "app.nothing", "constructor", "__proto__", "toString", "app.hello ", "../app.hello"])(
      "knows no call %j",
      async (name) => {
        expect(await line.invoke(name, {})).toMatchObject({ ok: false });
      },
    );

    it("refuses keys that are no entries of an input", async () => {
      const reply = await invoke("settings.update", JSON.parse('{"version":9,"__proto__":{"userId":"x"}}'));
      expect(reply).toMatchObject({ ok: true, value: { version: 1, userId: "" } });
    });

    it("answers a handler that throws with the number of a bug, and nothing of its message", async () => {
      const reply = await invoke("prompt.list", {});
      if (reply.ok || reply.error.kind !== "bug") throw new Error("not a bug");
      expect(JSON.stringify(reply)).not.toContain("secret");
      const { logId } = reply.error;
      expect(
        studio.log.recentLines().filter((text) => text.includes(logId) && text.includes(secret)),
      ).toHaveLength(1);
    });

    it("lets nothing out that the output schema does not name", async () => {
      expect(await invoke("queue.pause", { paused: true })).toEqual({ ok: true, value: { paused: true } });
      expect(await invoke("network.trusted", {})).toMatchObject({ ok: false, error: { kind: "bug" } });
    });

    it("brings events in order, each by its schema", async () => {
      const heard: StudioEvent[] = [];
      let wake = (): void => undefined;
      await line.listen((event) => {
        heard.push(event);
        wake();
      });
      for (const parallelRequests of [4, 5, 6]) await invoke("settings.update", { parallelRequests });
      const changes = () => heard.filter((event) => event.name === "settings.changed");
      while (changes().length < 3)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      expect(changes().map(({ settings }) => settings.parallelRequests)).toEqual([4, 5, 6]);
      for (const event of heard) expect(studioEventSchema.safeParse(event).error).toBeUndefined();
    });

    it("[K1] never gives the key out", async () => {
      const canary = "sk-canary-contract-0123456789";
      expect(await invoke("key.set", { key: canary, place: "session" })).toMatchObject({ ok: true });
      const said: string[] = [];
      for (const name of names) {
        const call = name === "key.set" ? {} : inputs[name];
        if (name !== "key.forget" && name !== "endpoint.check" && name !== "job.submit")
          said.push(JSON.stringify(await line.invoke(name, call)));
      }
      expect(said.join("\n")).not.toContain(canary);
      expect(studio.log.recentLines().join("\n")).not.toContain(canary);
    });
  });
}
