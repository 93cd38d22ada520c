// What placing a patch came to: the count that is promised, scores, the amber or red gate, the offer of a larger selection.
import { ShieldCheck, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { runCommand, useCommandKey } from "#renderer/session/commands.ts";
import { Badge } from "#renderer/ui/badge.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { joinClasses } from "#renderer/ui/join-classes.ts";
import { LEAK_SHARE } from "#shared/pixels/guide-picture.ts";
import type { Offer } from "./extension-offer.ts";
import type { PatchReport } from "./patch-report.ts";
import styles from "./panel.module.css";

interface PatchProofProps {
  /** Null while the patch is being placed. */
  readonly outcome: PatchReport | null;
  /** How far the reply's corners had moved, px; null until it was measured. */
  readonly driftPx: number | null;
  readonly offer: Offer;
}

const icon = { size: 14, strokeWidth: 1.5, "aria-hidden": true } as const;

export function PatchProof({ outcome, driftPx, offer }: PatchProofProps) {
  const { t } = useTranslation("canvas");
  if (outcome === null) return <p className={styles["hint"]}>{t("panel.placing")}</p>;
  if (outcome.kind !== "placed") return <Gate tone="danger" text={t(reasonOf(outcome))} />;
  const { report } = outcome;
  const percent =
    report.protectedPixels === 0
      ? 0
      : Math.round((1000 * report.rawChangedPixels) / report.protectedPixels) / 10;
  return (
    <div className={styles["proof"]}>
      <Badge tone="success" icon={<ShieldCheck {...icon} />} className={styles["badge"]}>
        {t("proof.badge", { protected: report.protectedPixels.toLocaleString("en") })}
      </Badge>
      <p className={styles["faint"]}>{t("proof.raw", { percent })}</p>
      <p className={styles["scores"]}>
        <span>
          {t("proof.confidence", { value: Math.round(100 * report.registration.agreement.correlation) })}
        </span>
        <span>{t("proof.seam", { value: report.seam.toFixed(2) })}</span>
        {driftPx !== null && <span>{t("proof.drift", { value: driftPx.toFixed(1) })}</span>}
      </p>
      {report.verdict === "warned" && <Gate tone="warning" text={t("proof.warned")} />}
      {report.verdict === "changed" && <Gate tone="danger" text={t("proof.changed")} />}
      {report.verdict === "unmeasured" && <Gate tone="warning" text={t("proof.unmeasured")} />}
      {outcome.guideLeak > LEAK_SHARE && <Gate tone="warning" text={t("takes.guideLeakText")} />}
      {offer !== "none" && <ExtensionOffer isOpen={offer === "open"} />}
    </div>
  );
}

/** Keeps its room with nothing to offer: a slider below it must not move from under the hand. */
function ExtensionOffer({ isOpen }: { readonly isOpen: boolean }) {
  const { t } = useTranslation("canvas");
  const extendKey = useCommandKey("canvas.extendSelection");
  return (
    <div className={joinClasses(styles["gate"], styles["offer"], isOpen && styles["warning"])}>
      {isOpen ? <TriangleAlert {...icon} /> : <ShieldCheck {...icon} />}
      <div>
        <div className={styles["either"]}>
          <p hidden={!isOpen}>{t("proof.overflow")}</p>
          <p hidden={isOpen}>{t("proof.within")}</p>
        </div>
        <Button
          chord={extendKey}
          chordIn="tooltip"
          aria-disabled={!isOpen || undefined}
          onClick={() => void (isOpen && runCommand("canvas.extendSelection"))}
        >
          {t("proof.extend")}
        </Button>
      </div>
    </div>
  );
}

function reasonOf(outcome: Exclude<PatchReport, { readonly kind: "placed" }>) {
  if (outcome.kind === "memory-short") return "proof.memory" as const;
  if (outcome.kind === "missing")
    return outcome.what === "base" ? ("proof.missingBase" as const) : ("proof.missingReply" as const);
  return outcome.reason === "aspect" ? ("proof.aspect" as const) : ("proof.empty" as const);
}

function Gate({ tone, text }: { readonly tone: "warning" | "danger"; readonly text: string }) {
  return (
    <div className={joinClasses(styles["gate"], styles[tone])} role="status">
      <TriangleAlert {...icon} />
      <p>{text}</p>
    </div>
  );
}
