// The one size and weight of icons.

/** For lucide icons: `<Star {...icon} />`. */
export const icon = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;
