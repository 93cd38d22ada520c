// Room Settings: all sections on one page, with a list of them beside it. Everything is saved as it is changed.
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useNavigation } from "#renderer/session/navigation.ts";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { AppearanceSection } from "./appearance/appearance-section.tsx";
import { DefaultsSection } from "./defaults/defaults-section.tsx";
import { DemoSection } from "./demo/demo-section.tsx";
import { DiagnosticsSection } from "./diagnostics/diagnostics-section.tsx";
import { EndpointSection } from "./endpoint/endpoint-section.tsx";
import { KeySection } from "./key/key-section.tsx";
import { LibrarySection } from "./library/library-section.tsx";
import { NetworkSection } from "./network/network-section.tsx";
import { PricesSection } from "./prices/prices-section.tsx";
import { RequestsSection } from "./requests/requests-section.tsx";
import { ShortcutsSection } from "./shortcuts/shortcuts-section.tsx";
import { isSectionId, sectionIds } from "./sections.ts";
import { useSectionInView } from "./use-section-in-view.ts";
import styles from "./settings-room.module.css";

export function SettingsRoom() {
  const { t } = useTranslation("settings");
  const scroller = useRef<HTMLDivElement>(null);
  const { inView, show } = useSectionInView(scroller);
  const wished = useNavigation((state) => state.section);
  const arrive = useNavigation((state) => state.arrive);
  useEffect(() => {
    if (wished === null) return;
    if (isSectionId(wished)) show(wished);
    arrive();
  }, [wished, show, arrive]);

  return (
    <div className={styles["room"]}>
      <div className={styles["nav"]}>
        <h1 className={styles["title"]}>{t("title")}</h1>
        <nav aria-label={t("nav")}>
          <ul className={styles["list"]}>
            {sectionIds.map((id) => (
              <li key={id}>
                <button
                  type="button"
                  aria-current={id === inView ? "true" : undefined}
                  className={joinClasses(styles["link"], id === inView && styles["here"])}
                  onClick={() => show(id)}
                >
                  {t(`section.${id}`)}
                </button>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <div ref={scroller} className={styles["scroller"]}>
        <div className={styles["sections"]}>
          <KeySection />
          <DemoSection />
          <NetworkSection />
          <EndpointSection />
          <RequestsSection />
          <DefaultsSection />
          <LibrarySection />
          <AppearanceSection />
          <PricesSection />
          <ShortcutsSection />
          <DiagnosticsSection />
        </div>
      </div>
    </div>
  );
}
