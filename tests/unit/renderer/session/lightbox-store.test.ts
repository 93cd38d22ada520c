import { beforeEach, describe, expect, it } from "vitest";
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
