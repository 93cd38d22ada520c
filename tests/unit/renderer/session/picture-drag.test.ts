import { describe, expect, it } from "vitest";
import { noteHandedOver, readPictureDrag, writePictureDrag } from "#renderer/session/picture-drag.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { madeCard } from "#tests/unit/renderer/create/made-jobs.ts";

/** As much of a drag as is read and written. */
function dragOf(...names: string[]) {
  const entries = new Map<string, string>();
  return {
    entries,
    setData: (type: string, text: string) => void entries.set(type, text),
    getData: (type: string) => entries.get(type) ?? "",
    files: names.map((name) => new File([], name)) as unknown as FileList,
  };
}

const fileNameOf = ({ id }: PictureCard) => `2026-11-22 an-otter ${id.slice(0, 8)}.png`;

describe("a picture that is dragged", () => {
  it("goes by its id within the page and as a download outside", () => {
    const [otter, heron] = [madeCard(1, { title: "An otter", mediaType: "image/webp" }), madeCard(2)];
    const drag = dragOf();
    writePictureDrag(drag, [otter, heron], "http://127.0.0.1:4000");
    expect(readPictureDrag(drag)).toEqual([otter.id, heron.id]);
    const name = `an-otter ${otter.id.slice(0, 8)}.webp`;
    expect(drag.entries.get("DownloadURL")).toBe(
      `image/webp:${name}:http://127.0.0.1:4000/media/${otter.asset}?download=${encodeURIComponent(name)}`,
    );
  });

  it("offers no download of a file that is gone", () => {
    const drag = dragOf();
    writePictureDrag(drag, [madeCard(1, { problem: "missing" })], "http://127.0.0.1:4000");
    expect([...drag.entries.keys()]).toEqual(["application/x-inlay-pictures"]);
  });

  it("is known again where the host dragged its file and it was let go in the page", () => {
    const [otter, heron] = [
      madeCard(1, { id: "1a2b3c4d00000001" as PictureCard["id"] }),
      madeCard(2, { id: "5e6f708100000002" as PictureCard["id"] }),
    ];
    noteHandedOver([otter, heron]);
    expect(readPictureDrag(dragOf(fileNameOf(heron), fileNameOf(otter)))).toEqual([heron.id, otter.id]);
    expect(readPictureDrag(dragOf("holiday.png", fileNameOf(otter)))).toEqual([]);
    expect(readPictureDrag(dragOf("holiday.png"))).toEqual([]);
    expect(readPictureDrag(dragOf())).toEqual([]);
  });
});
