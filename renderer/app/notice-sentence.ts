// The words of notices, and where their button leads. Pure.
import type { TFunction } from "i18next";
import type { RoomId } from "#renderer/session/navigation.ts";
import type { Sentences } from "#renderer/session/sentences.ts";
import type { Notice } from "#shared/contract/notice.ts";
import { assertNever } from "#shared/errors/assert-never.ts";
import { spellBytes, spellUsd } from "#renderer/ui/spell-figures.ts";

export interface NoticeSentence {
  readonly text: string;
  readonly isWarning: boolean;
  readonly goTo: { readonly room: RoomId; readonly section?: string } | null;
  readonly goToLabel: string | null;
  /** True where asking for the library again may mend it. */
  readonly canRetry: boolean;
}

/** The library was not there for us when it was opened, or is not any more. */
export function isLibraryTrouble(notice: Notice): boolean {
  if (notice.id !== "trouble") return false;
  const { kind } = notice.error;
  return kind === "library-missing" || kind === "library-read-only" || kind === "library-locked";
}

export function noticeSentence(
  notice: Notice,
  t: TFunction<"app">,
  forError: Sentences["forError"],
): NoticeSentence {
  return { ...words(notice, t, forError), canRetry: isLibraryTrouble(notice) };
}

function words(
  notice: Notice,
  t: TFunction<"app">,
  forError: Sentences["forError"],
): Omit<NoticeSentence, "canRetry"> {
  const plain = { goTo: null, goToLabel: null } as const;
  switch (notice.id) {
    case "settings-replaced": {
      const source = notice.from === "backup" ? t("notice.fromBackup") : t("notice.fromDefaults");
      const text = `${t("notice.settings-replaced", { movedTo: notice.movedTo })} ${source}`;
      return { text, isWarning: true, goTo: { room: "settings" }, goToLabel: t("notice.openSettings") };
    }
    case "index-rebuilt": {
      const text = t("notice.index-rebuilt", { count: notice.pictures });
      const moved = notice.movedTo === null ? "" : ` ${t("notice.indexMoved", { movedTo: notice.movedTo })}`;
      return { text: `${text}${moved}`, isWarning: false, ...plain };
    }
    case "index-damaged":
      return { text: t("notice.index-damaged"), isWarning: true, ...plain };
    case "prompts-replaced":
      return { text: t("notice.prompts-replaced", { movedTo: notice.movedTo }), isWarning: true, ...plain };
    case "journal-replaced":
      return { text: t("notice.journal-replaced", { movedTo: notice.movedTo }), isWarning: true, ...plain };
    case "jobs-in-doubt":
      return {
        text: t("notice.jobs-in-doubt", { count: notice.count }),
        isWarning: true,
        goTo: { room: "create" },
        goToLabel: t("notice.show"),
      };
    case "replies-recovered":
      return {
        text: t("notice.replies-recovered", { count: notice.count }),
        isWarning: false,
        goTo: { room: "gallery" },
        goToLabel: t("notice.show"),
      };
    case "move-undone":
    case "move-finished":
      return {
        text: t(`notice.${notice.id}`, { folder: notice.folder }),
        isWarning: false,
        goTo: { room: "settings", section: "library" },
        goToLabel: t("notice.openSettings"),
      };
    case "watch-lost":
      return {
        text: t(`notice.watch-${notice.state}`, { folder: notice.folder }),
        isWarning: true,
        goTo: { room: "settings", section: "library" },
        goToLabel: t("notice.openSettings"),
      };
    case "disk-scarce":
      return {
        text: t("notice.disk-scarce", { folder: notice.folder, bytes: spellBytes(notice.freeBytes) }),
        isWarning: true,
        goTo: { room: "settings", section: "library" },
        goToLabel: t("notice.openSettings"),
      };
    case "key-locked":
      return {
        text: t("notice.key-locked"),
        isWarning: true,
        goTo: { room: "settings", section: "key" },
        goToLabel: t("notice.openSettings"),
      };
    case "budget": {
      const figures = { spent: spellUsd(notice.spentUsd), limit: spellUsd(notice.limitUsd) };
      return {
        text: t(`notice.budget.${notice.period}.${notice.judgement}`, figures),
        isWarning: true,
        goTo: { room: "usage" },
        goToLabel: t("notice.show"),
      };
    }
    case "trouble": {
      const { title, money, next } = forError(notice.error);
      return {
        text: [`${title}.`, money, next].filter((part) => part !== null).join(" "),
        isWarning: true,
        ...plain,
      };
    }
    default:
      return assertNever(notice);
  }
}
