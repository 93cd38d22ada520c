// Section Endpoint check: what the endpoint really does, found out at no cost.
import { CircleAlert, CircleCheck, CircleHelp, Stethoscope } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useCommandKey } from "#renderer/session/commands.ts";
import { useSentences } from "#renderer/session/sentences.ts";
import { Button } from "#renderer/ui/button.tsx";
import { icon } from "#renderer/ui/icon-size.ts";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import type { EndpointFinding } from "#shared/contract/calls/app-calls.ts";
import { Section } from "#renderer/settings/section.tsx";
import { checkEndpoint, useEndpointCheck } from "#renderer/session/endpoint-check-store.ts";
import { findingSentence } from "./finding-sentence.ts";
import styles from "./endpoint-section.module.css";

const marks: Readonly<Record<EndpointFinding["state"], ReactNode>> = {
  good: <CircleCheck {...icon} />,
  bad: <CircleAlert {...icon} />,
  unknown: <CircleHelp {...icon} />,
};

export function EndpointSection() {
  const { t } = useTranslation("settings");
  const { forError } = useSentences();
  const chord = useCommandKey("settings.checkEndpoint");
  const check = useEndpointCheck();
  const failure = check.state === "failed" ? forError(check.error) : null;
  return (
    <Section id="endpoint" intro={t("endpoint.intro")}>
      <div className={styles["actions"]}>
        <Button
          icon={<Stethoscope {...icon} />}
          chord={chord}
          isBusy={check.state === "running"}
          onClick={() => void checkEndpoint()}
        >
          {check.state === "done" || check.state === "failed" ? t("endpoint.again") : t("endpoint.run")}
        </Button>
        {check.state === "none" && <span className={styles["note"]}>{t("endpoint.none")}</span>}
      </div>
      <div aria-live="polite">
        {check.state === "running" && <ProgressBar label={t("endpoint.running")} value={null} />}
        {failure !== null && (
          <p className={styles["failure"]}>
            {failure.title}. {failure.next}
          </p>
        )}
        {check.state === "done" && (
          <ul className={styles["findings"]}>
            {check.findings.map((finding) => (
              <li key={finding.id} className={joinClasses(styles["finding"], styles[finding.state])}>
                {marks[finding.state]}
                <div>
                  <p>{findingSentence(finding, t)}</p>
                  {finding.error !== null && (
                    <p className={styles["note"]}>
                      {forError(finding.error).title}. {forError(finding.error).next}
                    </p>
                  )}
                </div>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}
