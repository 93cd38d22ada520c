import { tmpdir } from "node:os";
import type { StudioEvent } from "#shared/contract/events.ts";
import { startBrowserHost } from "#electron/hosts/browser.ts";
import { contractSuite } from "./contract-suite.ts";

contractSuite("over HTTP", async (studio) => {
  const host = await startBrowserHost(studio, { assets: tmpdir(), ports: [0] });
  const { origin, hash } = new URL(host.url);
  const post = async (path: string, body: unknown, cookie = ""): Promise<Response> =>
    await fetch(`${origin}${path}`, {
      method: "POST",
      headers: { origin, cookie, "content-type": "application/json" },
      body: JSON.stringify(body) ?? "",
    });
  const opened = await post("/session", { token: new URLSearchParams(hash.slice(1)).get("token") });
  const cookie = opened.headers.get("set-cookie")?.split(";")[0] ?? "";
  return {
    invoke: async (name, input) => {
      const response = await post(`/call/${encodeURIComponent(name)}`, input, cookie);
      const text = await response.text();
      return response.headers.get("content-type")?.includes("json") === true
        ? JSON.parse(text)
        : { ok: false, error: { kind: "host-unreachable" } };
    },
    listen: async (listener) => {
      const response = await fetch(`${origin}/events`, { headers: { cookie } });
      void readEvents(response, listener);
    },
    close: host.close,
  };
});

async function readEvents(response: Response, listener: (event: StudioEvent) => void): Promise<void> {
  let text = "";
  const decoder = new TextDecoder();
  try {
    for await (const part of response.body ?? []) {
      text += decoder.decode(part, { stream: true });
      const messages = text.split("\n\n");
      text = messages.pop() ?? "";
      for (const message of messages) {
        const data = message.split("\n").find((one) => one.startsWith("data: "));
        if (data !== undefined) listener(JSON.parse(data.slice("data: ".length)) as StudioEvent);
      }
    }
  } catch {
    // The host was closed.
  }
}
