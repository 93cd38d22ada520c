// Why a size cannot be sent, and the nearest that can.
import { CircleAlert } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSentences } from "#renderer/session/sentences.ts";
import { Chip } from "#renderer/ui/chip.tsx";
import type { Violation } from "#shared/errors/violation.ts";
import type { SizePx } from "#shared/model/image-request.ts";
import { formatSize, nearestLegalSizes } from "#shared/rules/sizes.ts";
import { spellSize } from "./shape-box.ts";
import { withoutNearest } from "./size-words.ts";
import styles from "./size-picker.module.css";

interface SizeCheckProps {
  readonly size: SizePx;
  readonly violations: readonly Violation[];
  readonly onChoose: (size: SizePx) => void;
}

export function SizeCheck({ size, violations, onChoose }: SizeCheckProps) {
  const { t } = useTranslation("create");
  const { forViolation } = useSentences();
  const { widthPx, heightPx } = size;
  const nearest = useMemo(() => nearestLegalSizes({ widthPx, heightPx }, 3), [widthPx, heightPx]);
  return (
    <div className={styles["check"]} role="alert">
      <ul className={styles["rules"]}>
        {violations.map((violation) => (
          <li key={violation.rule}>
            <CircleAlert size={14} strokeWidth={1.5} aria-hidden />
            <span>{forViolation(withoutNearest(violation))}</span>
          </li>
        ))}
      </ul>
      <div className={styles["nearest"]} role="group" aria-label={t("size.nearest")}>
        {nearest.map((legal) => (
          <Chip
            key={formatSize(legal)}
            label={t("size.take", { size: spellSize(legal) })}
            onClick={() => onChoose(legal)}
          />
        ))}
      </div>
    </div>
  );
}
