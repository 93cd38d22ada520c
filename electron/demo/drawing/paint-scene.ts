// Chooses the scene painter for a prompt and adds the things that the prompt names.
import { hashText, seededChance } from "./chance.ts";
import { paintAbstract } from "./paint-abstract.ts";
import { paintCity } from "./paint-city.ts";
import { paintMountains } from "./paint-mountains.ts";
import { paintPlants } from "./paint-plants.ts";
import { paintSea } from "./paint-sea.ts";
import { paintSpace } from "./paint-space.ts";
import { paintStillLife } from "./paint-still-life.ts";
import { paintSubject } from "./paint-subject.ts";
import { sceneIn, subjectsIn, type SceneKind, type SubjectKind } from "./prompt-words.ts";
import type { Scene } from "./scene.ts";

/** What a scene shows by itself; a subject named as well is not painted twice. */
const OWN_SUBJECTS: Readonly<Record<SceneKind, readonly SubjectKind[]>> = {
  mountains: ["tree", "moon"],
  sea: ["moon"],
  city: ["house", "moon"],
  plants: ["flower", "tree"],
  space: ["star", "moon", "orb"],
  "still-life": ["cup", "orb"],
  abstract: ["moon"],
};

/** Paints the picture of a prompt. A prompt without a word that we know gets one of all scenes, by its hash. */
export async function paintScene(scene: Scene): Promise<void> {
  const byPrompt = seededChance(hashText(scene.prompt));
  const unknown = byPrompt.pick<SceneKind>([
    "mountains",
    "sea",
    "city",
    "plants",
    "space",
    "still-life",
    "abstract",
  ]);
  const kind = sceneIn(scene.prompt) ?? unknown;
  await paintKind(scene, kind);
  const subjects = subjectsIn(scene.prompt).filter((subject) => !OWN_SUBJECTS[kind].includes(subject));
  for (const [index, subject] of subjects.slice(0, 3).entries()) await placeSubject(scene, subject, index);
}

async function paintKind(scene: Scene, kind: SceneKind): Promise<void> {
  switch (kind) {
    case "mountains":
      paintMountains(scene);
      return;
    case "sea":
      paintSea(scene);
      return;
    case "city":
      paintCity(scene);
      return;
    case "plants":
      await paintPlants(scene);
      return;
    case "space":
      paintSpace(scene);
      return;
    case "still-life":
      paintStillLife(scene);
      return;
    case "abstract":
      paintAbstract(scene);
  }
}

/** Puts a thing where such things are: in the sky, on the water or in the foreground. */
async function placeSubject(scene: Scene, kind: SubjectKind, index: number): Promise<void> {
  const { raster, chance, palette } = scene;
  const isAloft = kind === "balloon" || kind === "bird" || kind === "butterfly" || kind === "star";
  const shorter = Math.min(raster.width, raster.height);
  const share = kind === "bird" || kind === "butterfly" ? 0.15 : isAloft ? 0.28 : index === 0 ? 0.36 : 0.24;
  const away = chance.between(0.12, 0.2) * (chance.next() < 0.5 ? -1 : 1);
  await paintSubject(raster, {
    kind,
    x: raster.width * (0.5 + away * (index === 0 ? 0.7 : 1.6)),
    y: raster.height * (isAloft ? chance.between(0.2, 0.36) : chance.between(0.64, 0.76)),
    edgePx: shorter * share * chance.between(0.9, 1.1),
    main: palette.accent,
    second: palette.second,
    ambient: palette.isNight ? palette.skyTop : palette.haze,
    ambience: palette.isNight ? 0.36 : 0.16,
    isMirrored: chance.next() < 0.5,
  });
}
