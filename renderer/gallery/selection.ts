// Which pictures are selected and where the keyboard stands. Pure: the store keeps the value, the grid draws it.
import type { PictureId } from "#shared/model/ids.ts";

export type Selection = {
  readonly ids: ReadonlySet<PictureId>;
  /** Where the keyboard stands. */
  readonly focus: PictureId | null;
  /** Where a range starts. */
  readonly anchor: PictureId | null;
};

export const noSelection: Selection = { ids: new Set(), focus: null, anchor: null };

/** A plain click or arrow: this one alone. */
export function selectOnly(id: PictureId): Selection {
  return { ids: new Set([id]), focus: id, anchor: id };
}

/** Ctrl/Cmd and a click: adds or takes away one. */
export function toggle(selection: Selection, id: PictureId): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, focus: id, anchor: id };
}

/** Shift and a click or arrow: everything from the anchor to here, in the order shown. */
export function extendTo(selection: Selection, order: readonly PictureId[], id: PictureId): Selection {
  const anchor = selection.anchor ?? id;
  const from = order.indexOf(anchor);
  const to = order.indexOf(id);
  if (from < 0 || to < 0) return selectOnly(id);
  const ids = new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1));
  return { ids, focus: id, anchor };
}

export function selectAll(order: readonly PictureId[], selection: Selection): Selection {
  return { ids: new Set(order), focus: selection.focus ?? order[0] ?? null, anchor: order[0] ?? null };
}

/**
 * After pictures are gone: they leave the selection, and the focus goes to the next one that still stands, else to
 * the last, so that the keyboard can go on.
 */
export function withoutPictures(
  selection: Selection,
  before: readonly PictureId[],
  gone: ReadonlySet<PictureId>,
): Selection {
  const ids = new Set([...selection.ids].filter((id) => !gone.has(id)));
  const { focus } = selection;
  if (focus === null || !gone.has(focus)) return { ...selection, ids };
  const at = before.indexOf(focus);
  const stands = (id: PictureId) => !gone.has(id);
  const next = before.slice(at).find(stands) ?? before.slice(0, at).findLast(stands) ?? null;
  if (next !== null && ids.size === 0) return selectOnly(next);
  return { ids, focus: next, anchor: next };
}
