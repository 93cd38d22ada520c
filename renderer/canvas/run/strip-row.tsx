// The cards of a strip side by side. Where not all of them have room, its ends say how many more there are, and go there.
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import styles from "./takes.module.css";

type Hidden = { readonly before: number; readonly after: number };

const small = { size: 14, strokeWidth: 1.5 } as const;
const nothing: Hidden = { before: 0, after: 0 };

interface StripRowProps {
  readonly label: string;
  /** "group" while there is nothing to choose from. */
  readonly role: "radiogroup" | "group";
  readonly children: ReactNode;
}

export function StripRow({ label, role, children }: StripRowProps) {
  const { t } = useTranslation("canvas");
  const row = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState(nothing);
  useEffect(() => {
    const box = row.current;
    if (box === null) return undefined;
    const measure = (): void => {
      const next = hiddenIn(box);
      setHidden((now) => (now.before === next.before && now.after === next.after ? now : next));
    };
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    for (const card of box.children) watch.observe(card);
    box.addEventListener("scroll", measure, { passive: true });
    return () => {
      watch.disconnect();
      box.removeEventListener("scroll", measure);
    };
  }, [children]);
  const go = (by: 1 | -1): void => {
    row.current?.scrollBy({ left: by * 0.8 * row.current.clientWidth });
  };
  return (
    <div
      className={joinClasses(
        styles["row"],
        hidden.before > 0 && styles["hasBefore"],
        hidden.after > 0 && styles["hasAfter"],
      )}
    >
      <div ref={row} className={styles["cards"]} role={role} aria-label={label}>
        {children}
      </div>
      {/* For the pointer: keys switch takes, and the row goes along. */}
      {hidden.before > 0 && (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          className={joinClasses(styles["more"], styles["before"])}
          onClick={() => go(-1)}
        >
          <ChevronLeft {...small} />
          {t("takes.more", { count: hidden.before })}
        </button>
      )}
      {hidden.after > 0 && (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          className={joinClasses(styles["more"], styles["after"])}
          onClick={() => go(1)}
        >
          {t("takes.more", { count: hidden.after })}
          <ChevronRight {...small} />
        </button>
      )}
    </div>
  );
}

/** Cards that are not wholly in view. */
function hiddenIn(box: HTMLElement): Hidden {
  const { left, right } = box.getBoundingClientRect();
  let [before, after] = [0, 0];
  for (const card of box.children) {
    const place = card.getBoundingClientRect();
    if (place.left < left - 2) before++;
    else if (place.right > right + 2) after++;
  }
  return { before, after };
}
