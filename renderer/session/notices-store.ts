// Things the user should know that no action of theirs asked for, until they are dismissed.
import { createStore, useStore } from "zustand";
import type { Notice } from "#shared/contract/notice.ts";

export interface NoticesState {
  /** Oldest first; the number tells two equal notices apart. */
  readonly notices: readonly { readonly number: number; readonly notice: Notice }[];
  readonly dismiss: (number: number) => void;
}

let lastNumber = 0;

export const noticesStore = createStore<NoticesState>()((set) => ({
  notices: [],
  dismiss: (number) =>
    set(({ notices }) => ({ notices: notices.filter((entry) => entry.number !== number) })),
}));

export function addNotices(added: readonly Notice[]): void {
  // What is spent now says more than what was spent before.
  const isOutdated = (old: Notice): boolean =>
    old.id === "budget" && added.some((notice) => notice.id === "budget" && notice.period === old.period);
  const numbered = added.map((notice) => ({ number: ++lastNumber, notice }));
  noticesStore.setState(({ notices }) => ({
    notices: [...notices.filter(({ notice }) => !isOutdated(notice)), ...numbered],
  }));
}

export function useNotices<Part>(select: (state: NoticesState) => Part): Part {
  return useStore(noticesStore, select);
}
