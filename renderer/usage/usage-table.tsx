// A table of usage rows with their sum.
import { useTranslation } from "react-i18next";
import { spellUsd } from "#renderer/ui/spell-figures.ts";
import type { UsageRow } from "#shared/contract/calls/usage-calls.ts";
import { tokensOf } from "./plot-bars.ts";
import styles from "./usage-table.module.css";

interface UsageTableProps {
  readonly caption: string;
  readonly first: string;
  readonly rows: readonly UsageRow[];
  readonly sum: UsageRow;
  readonly nameOf: (row: UsageRow) => string;
}

export function UsageTable({ caption, first, rows, sum, nameOf }: UsageTableProps) {
  const { t } = useTranslation("usage");
  const figures = ["requests", "unknown", "kept", "tokens", "money", "perKept"] as const;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
    <div className={styles["frame"]} role="region" aria-label={caption} tabIndex={0}>
      <table className={styles["table"]}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {figures.map((name) => (
              <th key={name} scope="col">
                {t(`table.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.key} name={nameOf(row)} row={row} />
          ))}
        </tbody>
        <tfoot>
          <Line name={t("table.sum")} row={sum} />
        </tfoot>
      </table>
    </div>
  );
}

function Line({ name, row }: { readonly name: string; readonly row: UsageRow }) {
  const { t } = useTranslation("usage");
  const usd = (value: number | null): string => (value === null ? t("table.none") : spellUsd(value));
  const count = (value: number): string => value.toLocaleString("en");
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td>{count(row.requests)}</td>
      <td>{count(row.unknown)}</td>
      <td>{count(row.kept)}</td>
      <td>{count(tokensOf(row))}</td>
      <td>{usd(row.costUsd)}</td>
      <td>{usd(row.costPerKeptUsd)}</td>
    </tr>
  );
}
