import { describe, expect, it } from "vitest";
import { createSentences } from "#renderer/app/create-sentences.ts";
import { noticeSentence } from "#renderer/app/notice-sentence.ts";
import { createCatalogue } from "#renderer/app/strings/catalogue.ts";
import { noticeSchema, type Notice } from "#shared/contract/notice.ts";

const catalogue = createCatalogue();
const { forError } = createSentences(catalogue);
const say = (notice: Notice) => noticeSentence(notice, catalogue.getFixedT("en", "app"), forError);

type OneOfEach = { readonly [Id in Notice["id"]]: Extract<Notice, { id: Id }> };
const oneOfEach: OneOfEach = {
  "settings-replaced": { id: "settings-replaced", movedTo: "settings.bad.json", from: "backup" },
  "index-rebuilt": { id: "index-rebuilt", pictures: 1, movedTo: "index.bad.sqlite" },
  "index-damaged": { id: "index-damaged" },
  "prompts-replaced": { id: "prompts-replaced", movedTo: "backups/prompts.bad.json" },
  "journal-replaced": { id: "journal-replaced", movedTo: "journal.bad.sqlite" },
  "jobs-in-doubt": { id: "jobs-in-doubt", count: 2 },
  "replies-recovered": { id: "replies-recovered", count: 1 },
  "disk-scarce": { id: "disk-scarce", folder: "/library", freeBytes: 400_000_000 },
  "move-undone": { id: "move-undone", folder: "/new" },
  "move-finished": { id: "move-finished", folder: "/old" },
  "watch-lost": { id: "watch-lost", folder: "/watched", state: "missing" },
  "key-locked": { id: "key-locked" },
  budget: { id: "budget", period: "day", judgement: "reached", spentUsd: 5.01, limitUsd: 5 },
  trouble: { id: "trouble", error: { kind: "disk-full", folder: "/x", billed: "yes" } },
};

describe("sentences for notices", () => {
  it("exist for every notice, without gaps", () => {
    expect(Object.keys(oneOfEach)).toHaveLength(noticeSchema.options.length);
    for (const notice of Object.values(oneOfEach)) {
      expect(say(notice).text).toMatch(/\.$/);
      expect(say(notice).text).not.toMatch(/\{\{|undefined/);
    }
  });

  it("name files that were put aside", () => {
    for (const id of ["settings-replaced", "index-rebuilt", "prompts-replaced", "journal-replaced"] as const)
      expect(say(oneOfEach[id]).text).toContain(oneOfEach[id].movedTo!);
  });

  it("[J4] say of requests in doubt that they were not sent again, and lead to them", () => {
    const { text, goTo, isWarning } = say(oneOfEach["jobs-in-doubt"]);
    expect(text).toMatch(/2 requests.*may have been charged.*not sent again/);
    expect(goTo).toEqual({ room: "create" });
    expect(isWarning).toBe(true);
  });

  it("[M7] say of a budget what is spent of it, and that nothing that waits is sent", () => {
    expect(say(oneOfEach.budget).text).toMatch(/\$5\.01.*\$5\.00.*today.*waits/);
    const warned = say({ ...oneOfEach.budget, period: "month", judgement: "warned", spentUsd: 4.2 });
    expect(warned.text).toMatch(/\$4\.20.*\$5\.00.*this month/);
  });

  it("say of trouble whether it was paid for", () => {
    expect(say(oneOfEach.trouble).text).toContain("it has been charged");
  });

  it.each([
    { kind: "library-locked", folder: "/x", pid: 7, host: "desktop" },
    { kind: "library-missing", folder: "/x" },
    { kind: "library-read-only", folder: "/x" },
  ] as const)("offer to try again where the library may come back: $kind", (error) => {
    expect(say({ id: "trouble", error }).canRetry).toBe(true);
    expect(say(oneOfEach.trouble).canRetry).toBe(false);
  });
});
