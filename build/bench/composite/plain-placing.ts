// Runs in the peer's page: a reply decoded, given a soft edge and drawn, as one would first write it.

export type PlainWish = { readonly address: string; readonly width: number; readonly height: number };

/** Draws the reply over a canvas of its size through a blurred mask, on the page's own thread. */
export async function plainPlacing({ address, width, height }: PlainWish): Promise<void> {
  const reply = new Image();
  reply.src = address;
  await new Promise((loaded) => reply.addEventListener("load", loaded));
  const make = () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("no canvas");
    return { canvas, context };
  };
  const shown = make();
  const donor = make();
  donor.context.filter = "blur(16px)";
  donor.context.fillRect(64, 64, width - 128, height - 128);
  donor.context.filter = "none";
  donor.context.globalCompositeOperation = "source-in";
  donor.context.drawImage(reply, 0, 0);
  // The pixels are needed: they are to be kept, not only seen.
  shown.context.putImageData(donor.context.getImageData(0, 0, width, height), 0, 0);
  document.body.append(shown.canvas);
}
