// Money and counts in words.
const money = new Intl.NumberFormat("en-GB", {
  style: "currency",
  currency: "USD",
  currencyDisplay: "narrowSymbol",
  maximumFractionDigits: 3,
});
const compact = new Intl.NumberFormat("en-GB", { notation: "compact", maximumSignificantDigits: 3 });

export function spellMoney(usd: number): string {
  return money.format(usd);
}

export function spellTokens(tokens: number): string {
  return compact.format(tokens);
}
