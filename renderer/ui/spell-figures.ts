// Figures as people read them. Pure.

const units = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** `31 kB`, `2.4 MB`; powers of 1000, as file managers count. */
export function spellBytes(bytes: number): string {
  const exponent = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const amount = bytes / 1000 ** exponent;
  const digits = exponent === 0 || amount >= 100 ? 0 : 1;
  const figure = amount.toLocaleString("en", { maximumFractionDigits: digits });
  return `${figure} ${units[exponent] ?? "bytes"}`;
}

/** `8 s`, `1 min 20 s`, `2 h 5 min`; whole seconds, at least one. */
export function spellDuration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return minutes % 60 === 0
    ? `${Math.floor(minutes / 60)} h`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** US dollars with as many digits as a single picture needs: `$0.0412`, `$1,234.50`. */
export function spellUsd(usd: number): string {
  const digits = usd !== 0 && Math.abs(usd) < 1 ? 4 : 2;
  return `$${usd.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}
