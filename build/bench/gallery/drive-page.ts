// What the bench does within the page. Each function runs there whole, so it uses nothing from outside itself, and
// leaves marks in the trace.

export type Opening = { readonly likenessMs: number; readonly picturesMs: number };

/** Presses the room's button: until the first row is painted, and until its pictures are. */
export async function openGallery(): Promise<Opening> {
  const painted = async () =>
    await new Promise<number>((done) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener("message", () => done(performance.now()));
        port1.start();
        port2.postMessage(null);
      });
    });
  const until = async (isReached: (row: readonly Element[]) => boolean) => {
    for (;;) {
      const tiles = [...document.querySelectorAll("[data-picture]")];
      const topPx = tiles[0]?.getBoundingClientRect().top;
      const row = tiles.filter((tile) => tile.getBoundingClientRect().top === topPx);
      if (row.length > 0 && isReached(row)) return await painted();
      await new Promise(requestAnimationFrame);
    }
  };
  performance.mark("opening");
  const began = performance.now();
  document.querySelector<HTMLElement>('nav button[aria-label="Gallery"]')?.click();
  const likenessMs = (await until(() => true)) - began;
  performance.mark("opened");
  const picturesMs =
    (await until((row) =>
      row.every((tile) => {
        const picture = tile.querySelector("img");
        return picture?.complete === true && picture.naturalWidth > 0;
      }),
    )) - began;
  return { likenessMs, picturesMs };
}

/** Readies `answered`, which resolves with the time from the next key to its painted result, ms. */
export function watchKeys(): void {
  let tell: (ms: number) => void = () => undefined;
  const painted = (done: () => void) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", done);
      port1.start();
      port2.postMessage(null);
    });
  addEventListener(
    "input",
    ({ timeStamp }) => {
      performance.mark("key");
      const look = () => {
        if (document.querySelector('output[aria-busy="true"]') !== null) return void setTimeout(look, 1);
        painted(() => {
          performance.mark("answer");
          tell(performance.now() - timeStamp);
        });
      };
      // React answers the event first; only then is the question under way.
      setTimeout(look);
    },
    true,
  );
  Object.assign(globalThis, {
    answered: async () => await new Promise<number>((done) => (tell = done)),
  });
}

export type Fling = { readonly framesMs: readonly number[]; readonly nodes: number };

/** Runs the whole grid past in so many frames and goes back to its beginning; frames and nodes are counted on the way. */
export async function flingThrough(steps: number): Promise<Fling> {
  const list = document.querySelector<HTMLElement>('[role="listbox"][aria-multiselectable]');
  if (list === null) throw new Error("There is no grid");
  const framesMs: number[] = [];
  let nodes = 0;
  const end = list.scrollHeight - list.clientHeight;
  let last = await new Promise<number>(requestAnimationFrame);
  performance.mark("fling");
  for (let step = 1; step <= steps; step += 1) {
    list.scrollTop = (end * step) / steps;
    performance.mark("frame");
    const now = await new Promise<number>(requestAnimationFrame);
    framesMs.push(now - last);
    last = now;
    nodes = Math.max(nodes, list.querySelectorAll("*").length);
  }
  performance.mark("flung");
  list.scrollTop = 0;
  await new Promise((done) => setTimeout(done, 500));
  return { framesMs, nodes };
}
