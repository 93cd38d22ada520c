import { beforeEach, describe, expect, it, vi } from "vitest";
import { lightboxStore } from "#renderer/session/lightbox-store.ts";
import type { PictureCard } from "#shared/model/picture.ts";

const card = (id: string) => ({ id }) as unknown as PictureCard;
const { open, goTo, remove, close, replace } = lightboxStore.getState();
const shown = () => {
  const { items, index } = lightboxStore.getState();
  return items[index]?.id ?? null;
};

beforeEach(() => open(["a", "b", "c", "d"].map(card), 2));

describe("the large view's pictures", () => {
  it("stays within its items", () => {
    goTo(9);
    expect(shown()).toBe("d");
    goTo(-3);
    expect(shown()).toBe("a");
    open([card("x")], 5);
    expect(shown()).toBe("x");
  });

  it("keeps the picture when others before it go", () => {
    remove([card("a").id, card("d").id]);
    expect(shown()).toBe("c");
  });

  it("shows the next when its picture goes, the one before at the end, none at last", () => {
    remove([card("c").id]);
    expect(shown()).toBe("d");
    remove([card("d").id]);
    expect(shown()).toBe("b");
    remove([card("a").id, card("b").id]);
    expect(shown()).toBeNull();
  });

  it("takes in a picture that changed", () => {
    const changed = { id: "c", title: "new" } as unknown as PictureCard;
    replace(changed);
    expect(lightboxStore.getState().items[2]).toBe(changed);
  });

  it("is empty when closed", () => {
    close();
    expect(shown()).toBeNull();
  });
});

describe("a longer row of pictures", () => {
  const row = Array.from({ length: 60 }, (_, at) => card(`p${at}`));
  const openAt = (from: number, to: number, index: number, seen: string[] = []) =>
    open(row.slice(from, to), index, {
      first: from,
      total: row.length,
      more: async (way, items) => {
        const { first } = lightboxStore.getState();
        const end = first + items.length;
        return way === "after" ? row.slice(end - 1, end + 10) : row.slice(Math.max(0, first - 10), first);
      },
      onShow: ({ id }) => seen.push(id),
    });

  it("brings more as its ends come near, none twice, and keeps the picture", async () => {
    openAt(20, 40, 18);
    await vi.waitFor(() => expect(lightboxStore.getState().items).toHaveLength(30));
    expect(shown()).toBe("p38");
    goTo(1);
    await vi.waitFor(() => expect(lightboxStore.getState().first).toBe(10));
    expect(shown()).toBe("p21");
    const ids = lightboxStore.getState().items.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("goes on past a picture whose successor took its place, gone or not when that came", async () => {
    for (const isGone of [true, false]) {
      openAt(20, 40, 15);
      if (isGone) remove([card("p35").id]);
      lightboxStore.getState().succeed(card("p35").id, card("anew"), 15);
      expect(shown()).toBe("anew");
      expect(lightboxStore.getState()).toMatchObject({ first: 20, total: 60, index: 15 });
      expect(lightboxStore.getState().items.some(({ id }) => id === "p35")).toBe(false);
      goTo(19);
      await vi.waitFor(() => expect(lightboxStore.getState().items.length).toBeGreaterThan(20));
      expect(shown()).toBe("p39");
    }
  });

  it("tells which picture is looked at, and forgets the row when it closes", () => {
    const seen: string[] = [];
    openAt(20, 40, 10, seen);
    goTo(11);
    close();
    open([card("x")], 0);
    expect(seen).toEqual(["p30", "p31"]);
    expect(lightboxStore.getState().total).toBe(1);
  });
});
