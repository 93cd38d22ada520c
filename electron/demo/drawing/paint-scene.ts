// Chooses the scene painter for a prompt and adds the things that the prompt names.
import { assertNever } from "#shared/errors/assert-never.ts";
import { hashText, seededChance } from "./chance.ts";
import { paintAbstract } from "./paint-abstract.ts";
import { paintCity } from "./paint-city.ts";
import { paintMountains } from "./paint-mountains.ts";
import { paintPlants } from "./paint-plants.ts";
import { paintSea } from "./paint-sea.ts";
import { paintSpace } from "./paint-space.ts";
import { paintStillLife } from "./paint-still-life.ts";
import { placeSubject } from "./place-subject.ts";
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
  const subjects = subjectsIn(scene.prompt)
    .filter((subject) => !OWN_SUBJECTS[kind].includes(subject))
    .slice(0, 3);
  const waiting = await paintKind(scene, kind, subjects);
  for (const [order, subject] of waiting.entries()) await placeSubject(scene, subject, order);
}

/** Paints the scene, and gives back the subjects that it did not place itself. */
async function paintKind(
  scene: Scene,
  kind: SceneKind,
  subjects: readonly SubjectKind[],
): Promise<readonly SubjectKind[]> {
  switch (kind) {
    case "mountains":
      return await paintMountains(scene, subjects);
    case "sea":
      paintSea(scene);
      return subjects;
    case "city":
      paintCity(scene);
      return subjects;
    case "plants":
      await paintPlants(scene);
      return subjects;
    case "space":
      paintSpace(scene);
      return subjects;
    case "still-life":
      paintStillLife(scene);
      return subjects;
    case "abstract":
      paintAbstract(scene);
      return subjects;
    default:
      return assertNever(kind);
  }
}
