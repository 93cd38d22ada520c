// One section of the settings: a heading, a sentence, its controls.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { SectionId } from "./sections.ts";
import styles from "./section.module.css";

interface SectionProps {
  readonly id: SectionId;
  readonly intro?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ id, intro, children }: SectionProps) {
  const { t } = useTranslation("settings");
  const headingId = `settings-${id}`;
  return (
    <section aria-labelledby={headingId} data-section={id} className={styles["section"]}>
      <h2 id={headingId} tabIndex={-1} className={styles["heading"]}>
        {t(`section.${id}`)}
      </h2>
      {intro !== undefined && <p className={styles["intro"]}>{intro}</p>}
      <div className={styles["rows"]}>{children}</div>
    </section>
  );
}

interface RowProps {
  readonly label: string;
  readonly description?: ReactNode;
  /** A sentence; null while all is well. */
  readonly error?: string | null;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A named line for what is not one control: a state in words, a few buttons. */
export function Row({ label, description, error = null, aside, children }: RowProps) {
  return (
    <div className={styles["row"]}>
      <div className={styles["name"]}>
        {label}
        {aside}
      </div>
      <div className={styles["content"]}>
        {children}
        {description !== undefined && <p className={styles["description"]}>{description}</p>}
        {error !== null && (
          <p role="alert" className={styles["error"]}>
            {error}
          </p>
        )}
      </div>
    </div>
  );
}
