// The words for every StudioError: what happened, whether it may have been charged, what to do. The only place that
// chooses them; pure. Rooms reach it through session/sentences.ts.
import type { TFunction } from "i18next";
import type { ErrorAction, ErrorSentence } from "#renderer/session/sentences.ts";
import { spellBytes, spellDuration } from "#renderer/ui/spell-figures.ts";
import { assertNever } from "#shared/errors/assert-never.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { pictureRefusal } from "./picture-refusals.ts";
import { notAllowedParts, unavailableParts, unreadableParts } from "./refusal-sentences.ts";
import { violationSentence } from "./violation-sentences.ts";

export type ErrorWords = TFunction<"errors">;
export type Parts = readonly [title: string, money: string | null, next: string, action?: ErrorAction];

export function errorSentence(error: StudioError, t: ErrorWords): ErrorSentence {
  const [title, money, next, action = null] = parts(error, t);
  return { title, money, next, action, actionLabel: action === null ? null : t(`action.${action}`) };
}

function parts(error: StudioError, t: ErrorWords): Parts {
  switch (error.kind) {
    // Before sending.
    case "invalid-request": {
      const violations = error.violations.map((violation) => violationSentence(violation, t)).join(" ");
      const next = violations === "" ? t(`${error.kind}.next`) : t(`${error.kind}.nextWith`, { violations });
      return [t(`${error.kind}.title`), t("money.notSent"), next];
    }
    case "picture-refused":
      return [t("picture.title", { name: error.name }), t("money.notSent"), pictureRefusal(error, t)];
    case "reference-missing":
      return [t(`${error.kind}.title`, { name: error.name }), t("money.notSent"), t(`${error.kind}.next`)];
    case "address-refused":
      return [
        t(`${error.kind}.${error.reason}`, { host: error.host }),
        t("money.notSent"),
        t(`${error.kind}.next`),
      ];
    case "address-unreachable":
      return [
        error.status === null
          ? t(`${error.kind}.title`, { host: error.host })
          : t(`${error.kind}.titleWithStatus`, { host: error.host, status: error.status }),
        t("money.notSent"),
        t(`${error.kind}.next`),
        "retry",
      ];
    case "no-key":
      return [t(`${error.kind}.title`), t("money.notSent"), t(`${error.kind}.next`), "open-key-settings"];
    case "base-url-invalid":
      return [t(`${error.kind}.title`), t("money.notSent"), t(`${error.kind}.next`)];
    case "cancelled":
      return [t(`${error.kind}.title`), t("money.notSent"), t(`${error.kind}.next`), "retry"];

    // No connection.
    case "offline":
      return [
        t(`offline.${error.cause}`, { host: error.host }),
        t("money.noConnection"),
        t("offline.next"),
        "retry",
      ];
    case "proxy-refused": {
      const { host, status } = error;
      const how = status === null ? "" : status === 407 ? "WithPassword" : "WithStatus";
      return [
        t(`proxy-refused.title${how}`, { host, status: status ?? 0 }),
        t("money.noConnection"),
        t(`proxy-refused.next${how}`),
        "open-network-settings",
      ];
    }
    case "certificate-refused":
      return [
        t("certificate-refused.title", { host: error.host, code: error.code }),
        t("money.noConnection"),
        t("certificate-refused.next"),
        "open-network-settings",
      ];

    // Refused by the API.
    case "key-refused":
      return [t(`${error.kind}.title`), t("money.refused"), t(`${error.kind}.next`), "open-key-settings"];
    case "quota-exhausted":
      return [t(`${error.kind}.title`), t("money.refused"), t(`${error.kind}.next`), "retry"];
    case "rate-limited":
      return [
        t("rate-limited.title"),
        t("money.refused"),
        error.retryAfterMs === null
          ? t("rate-limited.next")
          : t("rate-limited.nextAt", { wait: spellDuration(error.retryAfterMs) }),
        "retry",
      ];
    case "refused-by-moderation": {
      const next =
        error.message === ""
          ? t("refused-by-moderation.next")
          : t("refused-by-moderation.nextWith", { message: error.message });
      return [t("refused-by-moderation.title"), t("money.refused"), next];
    }
    case "request-refused": {
      const { status, param, message } = error;
      return [
        param === null
          ? t("request-refused.title", { status })
          : t("request-refused.titleWithParam", { status, param }),
        t("money.refused"),
        message === "" ? t("request-refused.next") : t("request-refused.nextWith", { message }),
      ];
    }

    // Outcome not known.
    case "interrupted":
      return [interruptedTitle(error, t), t("money.unknown"), t("interrupted.next"), "retry-may-charge"];

    // Made and charged.
    case "result-unreachable":
    case "result-address-refused":
      return [
        t(`${error.kind}.title`, { host: error.host }),
        t("money.charged"),
        t(`${error.kind}.next`),
        "retry-may-charge",
      ];
    case "result-undecodable":
      return [
        t("result-undecodable.title"),
        t("money.charged"),
        t("result-undecodable.next", { file: error.keptAs }),
        "retry-may-charge",
      ];

    default:
      return localParts(error, t);
  }
}

type Local = Extract<
  StudioError,
  {
    kind:
      | "disk-full"
      | "library-missing"
      | "library-read-only"
      | "library-locked"
      | "library-newer"
      | "file-unreadable"
      | "not-found"
      | "file-changed"
      | "name-taken"
      | "stale-revision"
      | "document-broken"
      | "document-newer"
      | "base-unusable"
      | "take-unusable"
      | "selection-empty"
      | "memory-short"
      | "too-many-pixels"
      | "side-too-long"
      | "invalid-input"
      | "too-large"
      | "not-allowed"
      | "not-in-this-state"
      | "weak-key-storage"
      | "unavailable-here"
      | "host-unreachable"
      | "bug";
  }
>;

/** Disk, library, and the call itself. */
function localParts(error: Local, t: ErrorWords): Parts {
  switch (error.kind) {
    case "disk-full":
      return error.billed === "yes"
        ? [t("disk-full.title", { folder: error.folder }), t("money.charged"), t("disk-full.nextCharged")]
        : [t("disk-full.title", { folder: error.folder }), t("money.notSent"), t("disk-full.next"), "retry"];
    case "library-missing":
    case "library-read-only":
      return [
        t(`${error.kind}.title`, { folder: error.folder }),
        t("money.kept"),
        t(`${error.kind}.next`),
        "open-library-settings",
      ];
    case "library-locked": {
      const holder =
        error.pid === null ? error.host : t("library-locked.holder", { host: error.host, pid: error.pid });
      return [
        t("library-locked.title", { folder: error.folder }),
        t("money.kept"),
        t("library-locked.next", { holder }),
      ];
    }
    case "library-newer":
      return [t("library-newer.title", { folder: error.folder }), null, t("library-newer.next")];
    case "file-unreadable":
      return unreadableParts(error, t);
    case "not-found":
      return [t(`not-found.${error.what}`), null, t("not-found.next"), "reload"];
    case "file-changed":
      return [t("file-changed.title", { name: error.name }), null, t("file-changed.next")];
    case "name-taken":
      return [t("name-taken.title", { name: error.name }), null, t("name-taken.next")];
    case "stale-revision":
      return [t("stale-revision.title"), null, t("stale-revision.next"), "reload"];
    case "document-broken":
    case "document-newer":
      return [t(`${error.kind}.title`, { name: error.name }), null, t(`${error.kind}.next`)];
    case "base-unusable":
      return [
        t(`base-unusable.${error.reason}`, { name: error.name }),
        t("money.notSent"),
        t("base-unusable.next"),
      ];
    case "take-unusable":
      return [t(`take-unusable.${error.reason}`, { patch: error.patch }), null, t("take-unusable.next")];
    case "selection-empty":
      return [t("selection-empty.title"), t("money.notSent"), t("selection-empty.next")];
    case "memory-short":
      return [
        t("memory-short.title", { pixels: error.pixels.toLocaleString("en") }),
        null,
        t("memory-short.next"),
      ];
    case "too-many-pixels": {
      const figures = {
        pixels: error.pixels.toLocaleString("en"),
        limit: error.limit.toLocaleString("en"),
      };
      return [t("too-many-pixels.title", figures), null, t("too-many-pixels.next")];
    }
    case "side-too-long":
      return [
        t("side-too-long.title", { side: error.sidePx, limit: error.limitPx }),
        null,
        t("side-too-long.next"),
      ];
    case "invalid-input":
      return [
        t("invalid-input.title"),
        t("money.notSent"),
        t("invalid-input.next", { issues: error.issues.join("; ") }),
      ];
    case "too-large":
      return [
        t("too-large.title"),
        t("money.notSent"),
        t("too-large.next", { limit: spellBytes(error.limitBytes) }),
      ];
    case "not-allowed":
      return notAllowedParts(error.reason, t);
    case "not-in-this-state":
      return [t("not-in-this-state.title", { state: error.state }), null, t("not-in-this-state.next")];
    case "weak-key-storage":
      return [t("weak-key-storage.title"), null, t("weak-key-storage.next"), "open-key-settings"];
    case "unavailable-here":
      return unavailableParts(error.what, t);
    case "host-unreachable":
      return [t("host-unreachable.title"), null, t("host-unreachable.next"), "reload"];
    case "bug":
      return [t("bug.title"), null, t("bug.next", { logId: error.logId })];
    default:
      return assertNever(error);
  }
}

function interruptedTitle(error: Extract<StudioError, { kind: "interrupted" }>, t: ErrorWords): string {
  return error.cause === "server-error" && error.status !== null
    ? t("interrupted.server-error-status", { status: error.status })
    : t(`interrupted.${error.cause}`);
}
