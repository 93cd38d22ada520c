// The scene as the stage gets it: with the onion skin, the patch in hand is half clear.
import { useMemo } from "react";
import { useStore } from "zustand";
import type { Desk } from "#renderer/canvas/run/desk.ts";
import type { StageScene } from "#renderer/canvas/stage/stage-scene.ts";

const ONION_OPACITY = 0.5;

export function useShownScene(desk: Desk): StageScene {
  const scene = useStore(desk.preview.store, (now) => now.scene);
  const isOnion = useStore(desk.state, (now) => now.isOnion);
  const active = useStore(desk.view, (now) => now.activePatch);
  return useMemo(() => {
    const picture = active === null ? undefined : scene.patches.get(active);
    if (!isOnion || active === null || picture === undefined) return scene;
    return { ...scene, patches: new Map(scene.patches).set(active, { ...picture, opacity: ONION_OPACITY }) };
  }, [scene, isOnion, active]);
}
