import { describe, expect, it } from "vitest";
import { apiAddress } from "#electron/provider/api-address.ts";
import { chooseProxy } from "#electron/provider/choose-proxy.ts";

describe("the address of a call", () => {
  it.each([
    ["https://api.example", "https://api.example/v1/images/edits"],
    ["https://api.example/", "https://api.example/v1/images/edits"],
    ["https://api.example/v1", "https://api.example/v1/images/edits"],
    ["https://api.example/v1/", "https://api.example/v1/images/edits"],
    ["http://10.0.0.1:8080/gateway/v1", "http://10.0.0.1:8080/gateway/v1/images/edits"],
    ["https://api.example/gateway//?x=1#y", "https://api.example/gateway/v1/images/edits"],
  ])("%s", (base, address) => expect(apiAddress(base, "/v1/images/edits").href).toBe(address));
});

describe("the proxy of a request", () => {
  const through = async (
    address: string,
    environment: Record<string, string>,
    proxy: Parameters<typeof chooseProxy>[1]["proxy"] = { mode: "environment" },
  ) => (await chooseProxy(new URL(address), { proxy, environment }))?.href ?? null;

  it("follows the environment as other programs do", async () => {
    const env = {
      HTTPS_PROXY: "http://p:1",
      http_proxy: "q:2",
      NO_PROXY: "internal.example, .local:8443,10.1.1.1",
    };
    expect(await through("https://api.example/", env)).toBe("http://p:1/");
    expect(await through("http://api.example/", env)).toBe("http://q:2/");
    expect(await through("https://a.internal.example/", env)).toBeNull();
    expect(await through("https://x.local:8443/", env)).toBeNull();
    expect(await through("https://x.local/", env)).toBe("http://p:1/");
    expect(await through("https://10.1.1.1/", env)).toBeNull();
    expect(await through("https://api.example/", { ALL_PROXY: "https://r:3" })).toBe("https://r:3/");
    expect(await through("https://api.example/", { HTTPS_PROXY: "p:1", NO_PROXY: "*" })).toBeNull();
    expect(await through("https://api.example/", {})).toBeNull();
  });

  it("takes the set address or the system's, and goes straight to this machine", async () => {
    const env = { HTTPS_PROXY: "http://p:1" };
    expect(await through("https://api.example/", env, { mode: "none" })).toBeNull();
    expect(await through("https://api.example/", env, { mode: "address", url: "http://s:4" })).toBe(
      "http://s:4/",
    );
    expect(await through("http://127.0.0.1:9/", env, { mode: "address", url: "http://s:4" })).toBeNull();
    const system = {
      proxy: { mode: "system" },
      environment: {},
      systemProxy: async () => "http://t:5",
    } as const;
    expect((await chooseProxy(new URL("https://api.example"), system))?.href).toBe("http://t:5/");
  });
});
