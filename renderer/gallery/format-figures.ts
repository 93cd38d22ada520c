// Figures as people read them.

const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** Decimal units, as file managers show them: 1,234,567 is "1.2 MB". */
export function formatBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step]}`;
}

/** US dollars with as many digits as a single picture needs: "$0.0412", "$12.30". */
export function formatUsd(usd: number): string {
  return `$${usd.toFixed(usd < 1 ? 4 : 2)}`;
}
