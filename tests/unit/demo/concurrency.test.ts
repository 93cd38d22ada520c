import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDemoEngine, type DemoEngine } from "#electron/demo/demo-engine.ts";
import { drawingPool } from "#electron/demo/drawing/drawing-pool.ts";
import { generate } from "./demo-calls.ts";

describe("many requests at once", () => {
  let engine: DemoEngine;
  beforeAll(async () => {
    engine = await startDemoEngine({ latencyMs: 0, keepsRequests: true });
  });
  afterAll(() => engine.close());

  it("all are answered, each with its own picture", async () => {
    const request = { output_format: "jpeg", output_compression: 20 };
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, take) =>
        generate(engine.url, request, { "idempotency-key": `take ${take}` }),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
    expect(new Set(answers.map((answer) => answer.b64)).size).toBe(10);
  });

  it("answers refusals at once while pictures are being drawn", async () => {
    const drawing = Promise.all(
      [1, 2, 3].map((take) => generate(engine.url, {}, { "idempotency-key": `${take}` })),
    );
    let isDrawn = false;
    void drawing.then(() => (isDrawn = true));
    expect((await generate(engine.url, { n: 7 })).status).toBe(400);
    expect(isDrawn).toBe(false);
    await drawing;
  });
});

describe("the drawing pool", () => {
  const job = {
    prompt: "A quiet sea",
    size: { width: 1024, height: 640 },
    format: "jpeg",
    compression: 10,
    pictures: [],
    drift: "none",
    variation: 1,
    isPlain: true,
    isWrongSize: false,
  } as const;

  it("a job that nobody waits for any more leaves the line; the others are drawn", async () => {
    const pool = drawingPool(1);
    const never = new AbortController().signal;
    const leaving = new AbortController();
    const first = pool.draw(job, never);
    const second = pool.draw(job, leaving.signal);
    const third = pool.draw({ ...job, variation: 2 }, never);
    leaving.abort();
    await expect(second).rejects.toThrow("Nobody waits");
    expect([(await first).ok, (await third).ok]).toEqual([true, true]);
    await expect(pool.draw(job, leaving.signal)).rejects.toThrow("Nobody waits");
    await pool.close();
  });

  it("after its end draws nothing, and what waits is told", async () => {
    const pool = drawingPool(1);
    const never = new AbortController().signal;
    const settled = Promise.allSettled([pool.draw(job, never), pool.draw(job, never)]);
    await pool.close();
    expect(await settled).toMatchObject([
      { status: "rejected", reason: { message: expect.stringContaining("ended in the middle") } },
      { status: "rejected", reason: { message: expect.stringContaining("closed") } },
    ]);
    await expect(pool.draw(job, never)).rejects.toThrow("closed");
  });

  it("a worker with nothing to do is let go, and another comes when there is something", async () => {
    const pool = drawingPool(1, 0);
    const never = new AbortController().signal;
    for (let round = 0; round < 3; round += 1) {
      expect((await pool.draw(job, never)).ok).toBe(true);
      await new Promise((resolve) => setImmediate(() => setTimeout(resolve, 0)));
    }
    await pool.close();
  });

  it("a worker that breaks fails its own job only", async () => {
    const pool = drawingPool(1);
    const never = new AbortController().signal;
    await expect(pool.draw({ ...job, size: { width: -1, height: 3 } }, never)).rejects.toThrow(
      "Invalid typed array length",
    );
    expect((await pool.draw(job, never)).ok).toBe(true);
    await pool.close();
  });
});
