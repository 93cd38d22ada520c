// The stores of this room, wired to the host once for the life of the page: results go on arriving in other rooms.
import { invoke, onEvent, uploadFile } from "#renderer/bridge/bridge.ts";
import { composerDraft } from "#renderer/session/composer-draft.ts";
import { onLibraryEvent } from "#renderer/session/library-events.ts";
import { offerRecipe, type RecipeChoice } from "#renderer/session/recipe-offer.ts";
import type { Result } from "#shared/errors/result.ts";
import type { Reference } from "#shared/model/image-request.ts";
import type { OfferedRecipe } from "#shared/model/recipe.ts";
import { createPress } from "./plan/press-once.ts";
import { createPromptsStore } from "./prompts/prompts-store.ts";
import { createUploads } from "./references/uploads-store.ts";
import { createResultsStore } from "./results/results-store.ts";

/** What files said of how they were made, beside the references that they became. */
const recipes = new WeakMap<Reference, OfferedRecipe>();

async function sendFile(file: Blob, name: string, signal: AbortSignal): Promise<Result<Reference>> {
  const reply = await uploadFile("reference", file, name, signal);
  if (!reply.ok) return reply;
  // The host answers for the purpose it was given.
  if (reply.value.purpose !== "reference") return { ok: false, error: { kind: "host-unreachable" } };
  const { reference, recipe } = reply.value;
  if (recipe !== null) recipes.set(reference, recipe);
  return { ok: true, value: reference };
}

/** "reference" at once for a file that carries none. */
async function offerRecipeOf(reference: Reference): Promise<RecipeChoice> {
  const recipe = recipes.get(reference);
  return recipe === undefined ? "reference" : await offerRecipe(reference.name, recipe, "tray");
}

/** The host does the fetching, so it has to be told of an end. */
async function fetchAddress(url: string, signal: AbortSignal): Promise<Result<Reference>> {
  const ticket = crypto.randomUUID();
  const stop = (): void => void invoke("reference.stopFetch", { ticket });
  signal.addEventListener("abort", stop, { once: true });
  const reply = await invoke("reference.fromUrl", { url, ticket });
  signal.removeEventListener("abort", stop);
  return reply;
}

export const uploadsStore = createUploads({
  sendFile,
  fetchPicture: async (id) => await invoke("picture.reference", { id }),
  fetchAddress,
  addReference: composerDraft.actions.addReference,
  offerRecipe: offerRecipeOf,
});

export const resultsStore = createResultsStore(invoke);

export const promptsStore = createPromptsStore(invoke);

export const pressOnce = createPress(
  invoke,
  (bytes) => crypto.getRandomValues(bytes),
  () => performance.now(),
);

onLibraryEvent(resultsStore.actions.hear);
onEvent((event) => {
  if (event.name === "prompts.changed") void promptsStore.getState().load("");
});
