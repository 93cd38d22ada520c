// What changed from one JSON value to the next, as a list of small edits, and the way from the one to the other. Knows no
// shapes: whoever applies edits that came from outside holds the outcome against its own schema.
import { z } from "zod";

/** Keys and places from the root down. */
const pathSchema = z
  .array(z.union([z.string().max(60), z.number().int().min(0).max(1_000_000)]))
  .max(20)
  .readonly();

/** Applied one after the other: entries of a list replaced by others, or a whole value by another. */
export const treeEditSchema = z.union([
  z.object({
    path: pathSchema,
    at: z.number().int().min(0).max(1_000_000),
    remove: z.number().int().min(0).max(1_000_000),
    insert: z.array(z.unknown()).readonly(),
  }),
  z.object({ path: pathSchema, value: z.unknown() }),
]);
export type TreeEdit = Readonly<z.infer<typeof treeEditSchema>>;

type Path = TreeEdit["path"];

/** More entries than this are sent whole. */
const MOST_APART = 64;

/**
 * The edits that make `after` of `before`; none where they are equal. Parts that both share are passed over without a
 * look, so that the cost is that of what changed and of the lists on the way to it.
 */
export function editsBetween(before: unknown, after: unknown): TreeEdit[] {
  const edits: TreeEdit[] = [];
  compare(before, after, [], edits);
  return edits;
}

function compare(before: unknown, after: unknown, path: Path, edits: TreeEdit[]): void {
  if (before === after) return;
  if (Array.isArray(before) && Array.isArray(after)) compareLists(before, after, path, edits);
  else if (isRecord(before) && isRecord(after) && hasSameKeys(before, after))
    for (const key of Object.keys(after)) compare(before[key], after[key], [...path, key], edits);
  else edits.push({ path, value: after });
}

function compareLists(
  before: readonly unknown[],
  after: readonly unknown[],
  path: Path,
  edits: TreeEdit[],
): void {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail++;
  const remove = before.length - start - tail;
  const insert = after.slice(start, after.length - tail);
  if (remove === 0 && insert.length === 0) return;
  const isApart = remove === insert.length && remove <= MOST_APART && typeof insert[0] === "object";
  if (isApart) insert.forEach((entry, i) => compare(before[start + i], entry, [...path, start + i], edits));
  else edits.push({ path, at: start, remove, insert });
}

/** The value with an edit done; undefined where the edit does not fit it. */
export function applyEdit(tree: unknown, edit: TreeEdit): unknown {
  return applyBelow(tree, edit, 0);
}

function applyBelow(tree: unknown, edit: TreeEdit, depth: number): unknown {
  const step = edit.path[depth];
  if (step === undefined) return applyHere(tree, edit);
  if (Array.isArray(tree)) {
    if (typeof step !== "number" || step >= tree.length) return undefined;
    const entry = applyBelow(tree[step], edit, depth + 1);
    return entry === undefined ? undefined : tree.with(step, entry);
  }
  if (!isRecord(tree) || typeof step !== "string" || !Object.hasOwn(tree, step)) return undefined;
  const value = applyBelow(tree[step], edit, depth + 1);
  return value === undefined ? undefined : { ...tree, [step]: value };
}

function applyHere(tree: unknown, edit: TreeEdit): unknown {
  if (!("insert" in edit)) return edit.value;
  const end = edit.at + edit.remove;
  if (!Array.isArray(tree) || end > tree.length) return undefined;
  return [...tree.slice(0, edit.at), ...edit.insert, ...tree.slice(end)] satisfies unknown[];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasSameKeys(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key));
}
