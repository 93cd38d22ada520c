import { describe, expect, it, onTestFinished } from "vitest";
import { startDemoEngine } from "#electron/demo/demo-engine.ts";
import type { EndpointFinding } from "#shared/contract/calls/app-calls.ts";
import { canaryKey, serve, testClient } from "./wire.ts";

const states = (findings: readonly EndpointFinding[]) =>
  Object.fromEntries(findings.map(({ id, state }) => [id, state]));

/** Answers by key and by whether the fields are complete. */
async function endpoint(answer: (key: string, isComplete: boolean) => number): Promise<string> {
  return await serve((request, response, body) => {
    const fields = JSON.parse(body.toString()) as { prompt?: string };
    response.statusCode = answer(request.headers.authorization ?? "", fields.prompt !== undefined);
    response.end(
      JSON.stringify({ error: { message: "no", type: "invalid_request_error", param: null, code: null } }),
    );
  });
}

const isOurs = (key: string) => key === `Bearer ${canaryKey}`;
const check = async (baseUrl: string) => await testClient().checkEndpoint({ baseUrl, key: canaryKey });

describe("endpoint check", () => {
  it("finds an endpoint that knows the key and keeps its limits", async () => {
    const base = await endpoint((key) => (isOurs(key) ? 400 : 401));
    const findings = await check(base);
    expect(states(findings)).toEqual({ reachable: "good", proxy: "good", key: "good", limits: "good" });
    expect(JSON.stringify(findings)).not.toContain(canaryKey);
  });

  it("finds a key that is refused, or has nothing left", async () => {
    expect(states(await check(await endpoint(() => 401)))).toMatchObject({ key: "bad", limits: "unknown" });
    expect(states(await check(await endpoint(() => 402)))).toMatchObject({ key: "bad" });
  });

  it("does not vouch for a key that nobody looked at, nor for limits that are not kept", async () => {
    expect(states(await check(await endpoint(() => 400)))).toMatchObject({
      key: "unknown",
      limits: "unknown",
    });
    const lax = await endpoint((key, isComplete) => (isOurs(key) ? (isComplete ? 200 : 400) : 401));
    expect(states(await check(lax))).toMatchObject({ key: "good", limits: "bad" });
  });

  it("says why nothing is there", async () => {
    const findings = await check("http://127.0.0.1:9");
    expect(states(findings)).toEqual({ reachable: "bad", proxy: "good", key: "unknown", limits: "unknown" });
    expect(findings[0]!.error).toMatchObject({ kind: "offline", cause: "refused" });
    const proxied = testClient({ proxy: { mode: "address", url: "http://127.0.0.1:9" } });
    const behind = await proxied.checkEndpoint({ baseUrl: "https://api.test", key: canaryKey });
    expect(states(behind)).toMatchObject({ reachable: "bad", proxy: "bad" });
  });

  it("makes no picture at the demo engine", async () => {
    const engine = await startDemoEngine({ keepsRequests: true });
    onTestFinished(async () => await engine.close());
    const findings = await check(engine.url);
    expect(states(findings)).toMatchObject({
      reachable: "good",
      limits: expect.stringMatching(/good|unknown/) as string,
    });
    expect(engine.requests.some(({ isPictureMade }) => isPictureMade)).toBe(false);
  });
});
