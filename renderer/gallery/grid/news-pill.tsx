// Says that new pictures wait above, and leads to them.
import { ArrowUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { GalleryStore } from "#renderer/gallery/result/gallery-store.ts";
import styles from "./gallery-grid.module.css";

interface NewsPillProps {
  readonly store: GalleryStore;
  readonly onShow: () => void;
}

export function NewsPill({ store, onShow }: NewsPillProps) {
  const { t } = useTranslation("gallery");
  const waiting = useStore(store, (state) => state.waiting);
  return (
    <output className={styles["news"]}>
      {waiting > 0 && (
        <button type="button" className={styles["pill"]} onClick={onShow}>
          <ArrowUp size={14} strokeWidth={1.5} aria-hidden />
          {t("grid.news", { count: waiting })}
        </button>
      )}
    </output>
  );
}
