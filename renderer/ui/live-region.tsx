// Says things to screen readers politely. One region for the page; `announce` may be called from anywhere.
import { createStore, useStore } from "zustand";
import styles from "./visually-hidden.module.css";

interface Announcement {
  readonly number: number;
  readonly text: string;
}

const announcementStore = createStore<Announcement>()(() => ({ number: 0, text: "" }));

/** Has a text read out when the reader is next free. The same text again is read again. */
export function announce(text: string): void {
  announcementStore.setState(({ number }) => ({ number: number + 1, text }));
}

/** Where announcements stand; drawn once, for the life of the page. */
export function LiveRegion() {
  const { number, text } = useStore(announcementStore);
  return (
    <output className={styles["hidden"]} aria-live="polite" aria-atomic="true">
      <span key={number}>{text}</span>
    </output>
  );
}
