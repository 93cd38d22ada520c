// Who answers requests and how the key is kept, at the foot of the rail; leads to the key's settings.
import { FlaskConical, KeyRound, WifiOff } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useNavigation } from "#renderer/session/navigation.ts";
import { useStudio } from "#renderer/session/studio-store.ts";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { Tooltip } from "#renderer/ui/tooltip.tsx";
import { VisuallyHidden } from "#renderer/ui/visually-hidden.tsx";
import type { Hello } from "#shared/contract/calls/app-calls.ts";
import styles from "./rail.module.css";

const glyph = { size: 18, strokeWidth: 1.5, "aria-hidden": true } as const;

const demoReasons = { "no-key": "key.demoNoKey", chosen: "key.demoChosen", flag: "key.demoFlag" } as const;

const dots: Readonly<Record<Hello["key"]["place"], "good" | "weak" | "bad">> = {
  keychain: "good",
  session: "good",
  environment: "good",
  weak: "weak",
  none: "bad",
  locked: "bad",
};

export function KeyStatus() {
  const { t } = useTranslation();
  const engine = useStudio((state) => state.engine);
  const demoReason = useStudio((state) => state.demoReason);
  const place = useStudio((state) => state.key.place);
  const goTo = useNavigation((state) => state.goTo);
  const isOnline = useSyncExternalStore(followNetwork, () => navigator.onLine);

  const isDemo = engine === "demo";
  // Weak storage is always shown (K2), in words and not only by a colour.
  const isWeak = !isDemo && place === "weak";
  const tag = isDemo ? t("key.demo") : isWeak ? t("key.weakTag") : null;
  const label = isDemo ? t(demoReasons[demoReason ?? "no-key"]) : t(`key.${place}`);
  return (
    <>
      {!isOnline && !isDemo && (
        <Tooltip label={t("connection.offline")} side="right">
          <span className={styles["button"]}>
            <WifiOff {...glyph} />
            <VisuallyHidden>{t("key.offline")}</VisuallyHidden>
          </span>
        </Tooltip>
      )}
      <Tooltip label={label} side="right">
        <button
          type="button"
          aria-label={label}
          className={joinClasses(
            styles["button"],
            tag !== null && styles["tagged"],
            isWeak && styles["warned"],
          )}
          onClick={() => goTo("settings", "key")}
        >
          {isDemo ? <FlaskConical {...glyph} /> : <KeyRound {...glyph} />}
          {tag === null ? (
            <span className={joinClasses(styles["dot"], styles[dots[place]])} />
          ) : (
            <span className={styles["tag"]}>{tag}</span>
          )}
        </button>
      </Tooltip>
    </>
  );
}

function followNetwork(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}
