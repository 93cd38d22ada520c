// Class names for one element from parts that may be missing.

/** The given class names in order, without the empty ones; undefined when none is left. */
export function joinClasses(...names: readonly (string | false | null | undefined)[]): string | undefined {
  const given = names.filter((name) => name !== undefined && name !== null && name !== false && name !== "");
  return given.length === 0 ? undefined : given.join(" ");
}
