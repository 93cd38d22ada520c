// Runs in the page: paints, pans and zooms for so many frames and times each.

export type DriveWish = {
  /** What takes the pointer; a selector. */
  readonly target: string;
  readonly frames: number;
  readonly pans: boolean;
  readonly zooms: boolean;
};

/** Times from one frame to the next, ms. The pointer is down on the target when this begins. Moves twice a frame, as a mouse of 120 Hz does. */
export async function driveBrush({ target, frames, pans, zooms }: DriveWish): Promise<number[]> {
  const element = document.querySelector(target);
  if (element === null) throw new Error(`There is no ${target}`);
  const box = element.getBoundingClientRect();
  const [middleX, middleY] = [box.left + box.width / 2, box.top + box.height / 2];
  const move = (step: number) => {
    const clientX = middleX + 0.32 * box.width * Math.sin(step * 0.031);
    const clientY = middleY + 0.32 * box.height * Math.sin(step * 0.047 + 1);
    const how = { bubbles: true, clientX, clientY, pointerId: 1, pointerType: "mouse", buttons: 1 };
    element.dispatchEvent(new PointerEvent("pointermove", how));
  };
  const wheel = (deltaX: number, deltaY: number, ctrlKey: boolean) =>
    element.dispatchEvent(
      new WheelEvent("wheel", {
        bubbles: true,
        cancelable: true,
        clientX: middleX,
        clientY: middleY,
        deltaX,
        deltaY,
        ctrlKey,
      }),
    );
  const frame = async () => await new Promise<void>((next) => requestAnimationFrame(() => next()));
  const times: number[] = [];
  await frame();
  let began = performance.now();
  for (let i = 0; i < frames; i++) {
    move(2 * i);
    move(2 * i + 1);
    if (pans) wheel(Math.round(9 * Math.sin(i * 0.05)), Math.round(9 * Math.cos(i * 0.05)), false);
    if (zooms) wheel(0, 6 * Math.sin(i * 0.04), true);
    await frame();
    const now = performance.now();
    times.push(now - began);
    began = now;
  }
  return times;
}
