import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { openTrustedAuthorities } from "#electron/hosts/trusted-authorities.ts";

const root = mkdtempSync(join(tmpdir(), "inlay-trust-"));
let folder: string;
let count = 0;
beforeEach(() => {
  count += 1;
  folder = join(root, String(count));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const [one = "", two = ""] = rootCertificates;

describe("authorities that the user trusts", () => {
  it("are kept over a restart, named, and removed by an empty text", async () => {
    const authorities = openTrustedAuthorities(folder);
    expect(authorities.pem()).toBe("");
    const trusted = await authorities.trust(`${one}\n${two}\n`);
    expect(trusted).toMatchObject({ ok: true });
    const again = openTrustedAuthorities(folder);
    expect(again.subjects()).toHaveLength(2);
    expect(again.subjects()[0]).toContain("CN=");
    expect(again.pem()).toContain(one);
    expect(await again.trust("")).toEqual({ ok: true, value: { subjects: [] } });
    expect(openTrustedAuthorities(folder).pem()).toBe("");
    expect(existsSync(join(folder, "trusted-authorities.pem"))).toBe(false);
  });

  it.each([
    "no certificate",
    one.slice(0, 200),
    one.replace(/[A-Z]{4}/, "!!!!"),
    one.slice(0, 300) + one.slice(-40),
  ])("are not taken from a text that holds none (%#)", async (text) => {
    const authorities = openTrustedAuthorities(folder);
    await authorities.trust(one);
    expect(await authorities.trust(text)).toMatchObject({ ok: false, error: { kind: "invalid-input" } });
    expect(authorities.pem()).toBe(one);
  });
});
