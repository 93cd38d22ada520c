// What the commands on the patch in hand do. Whatever may not be in view is said.
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { PatchTuning } from "#renderer/canvas/document/patch-changes.ts";
import { extensionOffer } from "#renderer/canvas/panel/extension-offer.ts";
import { shiftPatch } from "#renderer/canvas/panel/shift-patch.ts";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import { extendPatch } from "#renderer/canvas/run/extend-patch.ts";
import { askAgain, hasPatchesBelow } from "#renderer/canvas/run/run-deeds.ts";
import { useCommands } from "#renderer/session/commands.ts";
import { announce } from "#renderer/ui/live-region.tsx";
import { showToast } from "#renderer/ui/toast.tsx";
import { chosenTake, defaultPlacement, type CutFrom, type Patch } from "#shared/model/patch.ts";

const blends = ["never", "auto", "always"] as const;
const blendWords = { never: "panel.never", auto: "panel.whenNeeded", always: "panel.always" } as const;

export function usePatchCommands(desk: Desk, field: RefObject<HTMLTextAreaElement | null>): void {
  const { t } = useTranslation("canvas");
  const { document, view, tools, state, preview } = desk;
  const { actions } = document;
  const inHand = (): Patch | undefined =>
    desk.composition.patches.find(({ id }) => id === view.getState().activePatch);
  /** A command that is offered while a patch is in hand, and suits it. */
  const withPatch = (run: (patch: Patch) => void, suits: (patch: Patch) => boolean = () => true) => ({
    run: () => {
      const patch = inHand();
      if (patch !== undefined) run(patch);
    },
    enabled: () => {
      const patch = inHand();
      return patch !== undefined && suits(patch);
    },
  });
  /** A setting of the patch; what it came to is said. */
  const tune = (change: (patch: Patch) => readonly [PatchTuning, string]) =>
    withPatch((patch) => {
      const [tuning, words] = change(patch);
      actions.tunePatch(patch.id, tuning);
      announce(words);
    });
  const turned = (name: string, isOn: boolean): string => t(isOn ? "tools.isOn" : "tools.isOff", { name });
  /** The next of the list, which shows the uppermost first; from the ends it goes on at the other one. */
  const step = (by: 1 | -1) => ({
    enabled: () => desk.composition.patches.length > 0,
    run: () => {
      const rows = desk.composition.patches.toReversed();
      const at = rows.findIndex(({ id }) => id === view.getState().activePatch);
      const next = rows[at === -1 ? (by === 1 ? 0 : rows.length - 1) : (at + by + rows.length) % rows.length];
      if (next === undefined) return;
      view.actions.set({ activePatch: next.id, target: { kind: "selection" } });
      announce(t("panel.chosen", { name: next.name }));
    },
  });
  const chooseTake = (by: 1 | -1) =>
    withPatch(
      (patch) => {
        const count = patch.takes.length;
        const at = patch.takes.findIndex(({ job }) => job === chosenTake(patch).job);
        const to = (at + by + count) % count;
        actions.chooseTake(patch.id, patch.takes[to]?.job ?? chosenTake(patch).job);
        announce(t("panel.takeNow", { name: patch.name, number: to + 1, count }));
      },
      (patch) => patch.takes.length > 1,
    );
  const again = (patch: Patch, from: CutFrom): void => {
    askAgain(desk, patch, from);
    field.current?.focus();
  };
  useCommands({
    "canvas.nextPatch": step(1),
    "canvas.previousPatch": step(-1),
    "canvas.patchUp": withPatch(({ id }) => shiftPatch(document, id, 1, t)),
    "canvas.patchDown": withPatch(({ id }) => shiftPatch(document, id, -1, t)),
    "canvas.togglePatch": withPatch(({ id, name, isVisible }) => {
      actions.showPatch(id, !isVisible);
      announce(t(isVisible ? "panel.isHidden" : "panel.isShown", { name }));
    }),
    "canvas.askAgain": withPatch((patch) => again(patch, "below")),
    "canvas.askAgainBase": () => {
      const patch = inHand();
      if (patch === undefined || !hasPatchesBelow(desk.composition, patch.id))
        showToast({ title: t("panel.nothingBelow") });
      else again(patch, "base");
    },
    "canvas.deletePatch": withPatch(({ id }) => actions.deletePatch(id)),
    "canvas.extendSelection": withPatch(
      (patch) => void extendPatch(desk, patch, t),
      (patch) => extensionOffer(patch, preview.store.getState().outcomes.get(patch.id) ?? null) === "open",
    ),
    "canvas.editArea": withPatch(({ id, name }) => {
      const { target } = view.getState();
      const isOpen = target.kind === "patch" && target.id === id;
      view.actions.set({ target: isOpen ? { kind: "selection" } : { kind: "patch", id } });
      announce(t(isOpen ? "panel.areaClosed" : "panel.areaOpen", { name }));
    }),
    "canvas.placeByHand": withPatch(() => {
      tools.actions.choose("move");
      state.setState({ isOnion: true });
    }),
    "canvas.onion": withPatch(() => {
      const isOnion = !state.getState().isOnion;
      state.setState({ isOnion });
      announce(turned(t("panel.onion"), isOnion));
    }),
    "canvas.nextPatchTake": chooseTake(1),
    "canvas.previousPatchTake": chooseTake(-1),
    "canvas.clearPainting": withPatch(
      ({ id }) => actions.clearPainting(id),
      ({ mix }) => mix.painted.length > 0,
    ),
    "canvas.autoEdge": tune(() => [{ edge: { growPx: "auto", featherPx: "auto" } }, t("panel.edgeAuto")]),
    "canvas.toggleStrict": tune(({ edge: { isStrict } }) => [
      { edge: { isStrict: !isStrict } },
      turned(t("panel.strict"), !isStrict),
    ]),
    "canvas.toggleDetail": tune(({ edge: { keepDetail } }) => [
      { edge: { keepDetail: !keepDetail } },
      turned(t("panel.keepDetail"), !keepDetail),
    ]),
    "canvas.stepBlend": tune(({ tone }) => {
      const multiband = blends[(blends.indexOf(tone.multiband) + 1) % blends.length] ?? "auto";
      return [{ tone: { multiband } }, t("panel.blendNow", { when: t(blendWords[multiband]) })];
    }),
    "canvas.resetPosition": tune(() => [{ placement: defaultPlacement }, t("panel.positionReset")]),
    "canvas.toggleMeasured": tune(({ placement: { isManual } }) => [
      { placement: { isManual: !isManual } },
      turned(t("panel.manual"), !isManual),
    ]),
  });
}
