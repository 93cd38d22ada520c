import type { LookupAddress } from "node:dns";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AddressRefused,
  guardedLookup,
  guardProxied,
  isPublicIp,
  judgeAddress,
  resolveRedirect,
} from "#electron/platform/outbound-guard.ts";

const base = "https://api.example";
const judge = (address: string, trusted = base) => judgeAddress(new URL(address), trusted);

/** A name server that always gives these answers. */
const names = (...answers: string[]) =>
  ((_name: string, _options: unknown, done: (error: null, found: LookupAddress[]) => void) =>
    done(
      null,
      answers.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    )) as never;

describe("outbound guard", () => {
  it("[A1] takes https from public addresses, and the very origin of the base URL", () => {
    expect(judge("https://files.example/a.png?sig=1")).toBeNull();
    expect(judge("https://93.184.216.34/a.png")).toBeNull();
    expect(judge("http://files.example/a.png")).toBe("not-https");
    expect(judge("ftp://files.example/a.png")).toBe("not-https");
    expect(judge("data:image/png;base64,AA")).toBe("not-https");
    expect(judge("file:///etc/passwd")).toBe("not-https");
    expect(judge("http://127.0.0.1:8080/x", "http://127.0.0.1:8080")).toBeNull();
    expect(judge("http://127.0.0.1:8081/x", "http://127.0.0.1:8080")).toBe("not-https");
    expect(judge("https://127.0.0.1:8080/x", "http://127.0.0.1:8080")).toBe("not-public");
    expect(judge("file:///x", "null")).toBe("not-https");
  });

  it.each([
    "127.0.0.1",
    "2130706433",
    "0x7f.1",
    "0177.0.0.1",
    "0x7f000001",
    "127.1",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::1]",
    "[::]",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "240.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "[fe80::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[ff02::1]",
    "[2002:7f00:1::]",
    "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
    "[64:ff9b::7f00:1]",
    "[fec0::1]",
    "[::7f00:1]",
    "[2001:db8::1]",
    "[100::1]",
  ])("[A3] %s is not public however it is written", (host) => {
    expect(judge(`https://${host}/x.png`)).toBe("not-public");
  });

  it("[A3] judges an IPv4 address inside an IPv6 one by what it is", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isPublicIp(`::ffff:${address}`)).toBe(isPublicIp(address));
        expect(isPublicIp(`64:ff9b::${address}`)).toBe(isPublicIp(address));
      }),
    );
    expect(isPublicIp("2606:2800:220:1:248:1893:25c8:1946")).toBe(true);
    expect(isPublicIp("not an address")).toBe(false);
  });

  it("[A2] refuses credentials, and resolves redirects against where they came from", () => {
    expect(judge("https://user:pass@files.example/")).toBe("has-credentials");
    expect(judge("https://user@api.example/")).toBe("has-credentials");
    expect(resolveRedirect(new URL("https://a.example/x/y"), "../z")?.href).toBe("https://a.example/z");
    expect(resolveRedirect(new URL("https://a.example/"), "//127.0.0.1/")?.hostname).toBe("127.0.0.1");
    expect(resolveRedirect(new URL("https://a.example/"), undefined)).toBeNull();
    expect(resolveRedirect(new URL("https://a.example/"), "https://")).toBeNull();
  });

  it("[A3] checks what a name resolves to, and one bad answer spoils all", async () => {
    const resolve = async (...answers: string[]) =>
      await new Promise((done) =>
        guardedLookup(names(...answers))("x.example", { all: true }, (error, found) => done(error ?? found)),
      );
    expect(await resolve("93.184.216.34")).toEqual([{ address: "93.184.216.34", family: 4 }]);
    expect(await resolve("93.184.216.34", "127.0.0.1")).toBeInstanceOf(AddressRefused);
    expect(await resolve("::1")).toBeInstanceOf(AddressRefused);
    expect(await resolve()).toBeInstanceOf(Error);
  });

  it("[A3] heeds the names of this machine behind a proxy too", async () => {
    await expect(guardProxied("x.example", names("10.0.0.1"))).rejects.toBeInstanceOf(AddressRefused);
    await expect(guardProxied("x.example", names("93.184.216.34"))).resolves.toBeUndefined();
    await expect(guardProxied("x.example", names())).resolves.toBeUndefined();
  });
});
