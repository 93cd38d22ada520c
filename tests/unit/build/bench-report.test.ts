import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatTable, judge } from "#build/bench/bench-report.ts";
import { benchPhotos } from "#build/bench/composite/photo-source.ts";

describe("a bench row", () => {
  it("divides ours by the peer's and holds the ratio against the aim", () => {
    const aim = { of: "ratio", atMost: 0.8 } as const;
    expect(judge({ name: "time", ours: 80, peer: 100, unit: "ms", aim })).toMatchObject({
      ratio: 0.8,
      reached: true,
    });
    expect(judge({ name: "time", ours: 81, peer: 100, unit: "ms", aim }).reached).toBe(false);
  });

  it("holds our own figure against the aim where there is no peer", () => {
    const row = judge({ name: "lost", ours: 0, unit: "requests", aim: { of: "ours", atMost: 0 } });
    expect(row).toEqual({
      name: "lost",
      ours: 0,
      peer: null,
      unit: "requests",
      ratio: null,
      aim: "ours ≤ 0",
      reached: true,
    });
  });

  it("reaches no aim with fewer cases than were asked, and says so", () => {
    const row = { name: "wrong, of 90", ours: 0, unit: "pictures", aim: { of: "ours", atMost: 0 } } as const;
    expect(judge({ ...row, cases: { done: 500, asked: 500 } })).toMatchObject({
      reached: true,
      name: row.name,
    });
    expect(judge({ ...row, cases: { done: 90, asked: 500 } })).toMatchObject({
      reached: false,
      name: "wrong, of 90 (500 were asked)",
    });
  });

  it("measures on every picture of a folder that was named, whatever the pictures are called", async () => {
    const folder = await mkdtemp(join(tmpdir(), "inlay-photos-"));
    try {
      await mkdir(join(folder, "holiday"));
      const names = ["Dune.jpg", "holiday/1920x1080-a.jpg", "holiday/1920x1080-b.jpg", "vertical.png"];
      for (const name of [...names, "notes.txt"]) await writeFile(join(folder, name), "");
      expect((await benchPhotos(folder)).map(({ name }) => name)).toEqual(names);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("refuses a ratio with nothing to divide by, since that would always pass", () => {
    const aim = { of: "ratio", atMost: 1 } as const;
    expect(() => judge({ name: "time", ours: 1, unit: "ms", aim })).toThrow(/no peer/);
    expect(() => judge({ name: "time", ours: 1, peer: 0, unit: "ms", aim })).toThrow(/no peer/);
  });

  it("prints as a Markdown table with columns of one width", () => {
    const rows = [
      judge({
        name: "time to a file on disk",
        ours: 1234.4,
        peer: 2000,
        unit: "ms",
        aim: { of: "ratio", atMost: 0.8 },
      }),
      judge({ name: "lost", ours: 0, unit: "requests" }),
    ];
    const lines = formatTable(rows).split("\n");
    expect(lines).toHaveLength(4);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    expect(lines[2]).toContain("| 1,234 | 2,000 | ms       |  0.62 | ratio ≤ 0.8 | yes");
  });
});
