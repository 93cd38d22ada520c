import { describe, expect, it } from "vitest";
import { errorSentence } from "#renderer/app/error-sentences.ts";
import { createCatalogue } from "#renderer/app/strings/catalogue.ts";
import {
  addressRefusal,
  billedOf,
  connectFailure,
  interruption,
  studioErrorSchema,
  type StudioError,
} from "#shared/errors/studio-error.ts";
import { passedOver } from "#electron/hosts/transfer/walk-pictures.ts";
import { oneOfEach } from "./made-errors.ts";

const t = createCatalogue().getFixedT("en", "errors");
const say = (error: StudioError) => errorSentence(error, t);
const wordsOf = (error: StudioError) => {
  const { title, money, next, actionLabel } = say(error);
  return [title, money, next, actionLabel].filter((part) => part !== null);
};

const variants: readonly StudioError[] = [
  ...Object.values(oneOfEach),
  ...connectFailure.options.map((cause) => ({ kind: "offline", cause, host: "h" }) as const),
  ...interruption.options.flatMap((cause) =>
    [null, 503].map(
      (status) => ({ kind: "interrupted", billed: "unknown", cause, status, message: "" }) as const,
    ),
  ),
  { kind: "invalid-request", violations: [] },
  ...addressRefusal.options.map((reason) => ({ kind: "address-refused", host: "h", reason }) as const),
  { kind: "address-unreachable", host: "h", status: null },
  { kind: "proxy-refused", host: "p", status: null },
  { kind: "proxy-refused", host: "p", status: 403 },
  { kind: "rate-limited", retryAfterMs: null },
  { kind: "refused-by-moderation", message: "" },
  { kind: "request-refused", status: 404, param: null, code: null, message: "" },
  { kind: "disk-full", folder: "/x", billed: "yes" },
  { kind: "library-locked", folder: "/x", pid: null, host: "browser" },
  ...(["picture", "job", "prompt", "file"] as const).map(
    (what) => ({ kind: "not-found", what, id: "x" }) as const,
  ),
  { kind: "not-allowed", reason: "environment-key" },
  ...["origin", "too-many-orphans", "second-copy", "no-record"].map(
    (reason) => ({ kind: "not-allowed", reason }) as const,
  ),
];

describe("sentences for errors", () => {
  it("know every kind of the union", () => {
    const kinds = studioErrorSchema.options.map((option) => option.shape.kind.value);
    expect(Object.keys(oneOfEach).toSorted()).toEqual(kinds.toSorted());
    for (const error of variants) expect(studioErrorSchema.safeParse(error).success).toBe(true);
  });

  it("leave no gap, no key of the catalogue and no double stop in what is read", () => {
    for (const error of variants)
      for (const words of wordsOf(error)) {
        expect(words, error.kind).not.toMatch(/\{\{|\}\}|undefined|\[object|\.\.(?!\.)/);
        expect(words, error.kind).not.toMatch(/^[\w-]+(\.[\w-]+)+$/);
        expect(words.length).toBeGreaterThan(3);
      }
  });

  it("end the parts that stand alone with a stop, and titles without", () => {
    for (const error of variants) {
      const { title, money, next } = say(error);
      expect(title, error.kind).not.toMatch(/\.$/);
      expect(next, error.kind).toMatch(/[.”]$/);
      if (money !== null) expect(money).toMatch(/\.$/);
    }
  });

  it("say of money exactly what the error says", () => {
    for (const error of variants) {
      const { money, action } = say(error);
      const billed = billedOf(error);
      if (billed === "unknown") expect(money, error.kind).toBe(t("money.unknown"));
      else if (billed === "yes") expect(money, error.kind).toBe(t("money.charged"));
      else expect(money ?? "", error.kind).not.toMatch(/may have been|has been charged/);
      // Sending again without a warning only where nothing can have been charged.
      if (action === "retry") expect(billed, error.kind).toBe("no");
    }
  });

  it("offer sending again after an unknown outcome only with its warning", () => {
    expect(say(oneOfEach.interrupted).actionLabel).toBe("Send again (may charge again)");
  });

  it("give the figures that help", () => {
    expect(say(oneOfEach.interrupted).title).toContain("502");
    expect(say(oneOfEach["rate-limited"]).next).toContain("1 min 20 s");
    expect(say(oneOfEach["library-locked"]).next).toContain("process 4711");
    expect(say(oneOfEach["too-large"]).next).toContain("8.4 MB");
    expect(say(oneOfEach["invalid-request"]).next).toContain("32,001");
    expect(say(oneOfEach["certificate-refused"]).title).toContain("SELF_SIGNED_CERT_IN_CHAIN");
  });

  it("tell a proxy that is not there from one that refuses, and from one that wants a password", () => {
    const of = (status: number | null) => say({ kind: "proxy-refused", host: "p:1", status });
    expect(of(null).title).toBe("The proxy p:1 does not answer");
    expect(of(403).title).toContain("(status 403)");
    expect(of(407).next).toContain("http://name:password@");
  });

  it("say of a file that the system's trash refused that it stays", () => {
    const { title, next } = say({ kind: "unavailable-here", what: "system-trash" });
    expect(title).toContain("trash did not take");
    expect(next).toContain("stays in the trash of Inlay");
    expect(next).not.toContain("system-trash");
  });

  it("say what to do in the place of what a browser cannot do, and never a code", () => {
    const seen = new Set<string>();
    for (const what of ["choose-library", "library", "copy-picture", "drag-out"]) {
      const { title, next } = say({ kind: "unavailable-here", what });
      expect(`${title}. ${next}`).not.toContain(what === "library" ? "desktop app" : what);
      seen.add(title);
    }
    expect(seen.size).toBe(4);
    expect(say({ kind: "unavailable-here", what: "choose-library" }).next).toContain("--library FOLDER");
  });

  it("name what an import passed over, with what to do", () => {
    const of = (code: string) => say({ kind: "file-unreadable", name: "otters", code });
    expect(of("linked-folder")).toMatchObject({
      title: "The link “otters” leads to another folder and was not followed",
      next: "To have its pictures too, import that folder itself.",
    });
    for (const code of Object.values(passedOver)) expect(of(code).title).not.toContain(code);
    expect(of("EACCES").title).toContain("(EACCES)");
  });

  it("tell a page without a session from a key that the environment owns", () => {
    expect(say({ kind: "not-allowed", reason: "session" }).next).toContain("#");
    expect(say({ kind: "not-allowed", reason: "environment-key" }).next).toContain("INLAY_API_KEY");
  });
});
