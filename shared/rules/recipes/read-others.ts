// Recipes of InvokeAI, NovelAI and Midjourney.
import type { FoundRecipe } from "#shared/model/recipe.ts";
import { asObject, asText, makeRecipe, parseObject } from "./found-recipe.ts";

/** `invokeai_metadata`: one JSON object. */
export function readInvokeai(text: string): FoundRecipe | null {
  const found = parseObject(text);
  if (found === null || typeof found["positive_prompt"] !== "string") return null;
  const model = asObject(found["model"]);
  return makeRecipe("invokeai", found["positive_prompt"], asText(found["negative_prompt"]), [
    ["Model", model?.["name"] ?? model?.["model_name"] ?? found["model"]],
    ["Width", found["width"]],
    ["Height", found["height"]],
    ["Seed", found["seed"]],
    ["Steps", found["steps"]],
    ["CFG", found["cfg_scale"]],
    ["Scheduler", found["scheduler"]],
    ["Mode", found["generation_mode"]],
  ]);
}

/** The words in `Description`, all else as JSON in `Comment`. */
export function readNovelai(description: string, comment: string): FoundRecipe | null {
  const found = parseObject(comment);
  if (found === null) return null;
  const prompt = description === "" ? asText(found["prompt"]) : description;
  if (prompt === "") return null;
  return makeRecipe("novelai", prompt, asText(found["uc"]), [
    ["Width", found["width"]],
    ["Height", found["height"]],
    ["Seed", found["seed"]],
    ["Steps", found["steps"]],
    ["Scale", found["scale"]],
    ["Sampler", found["sampler"]],
  ]);
}

/** Words, `--name value` parameters, and perhaps `Job ID: …`. */
export function readMidjourney(text: string): FoundRecipe | null {
  const job = /\s*Job ID:\s*([0-9a-f-]{36})/i.exec(text);
  const body = job === null ? text : text.slice(0, job.index);
  const first = /(?:^|\s)--[a-z]+\b/i.exec(body);
  const hasVersion = /(?:^|\s)--(?:v|niji|ar|stylize|s|chaos|profile)\b/i.test(body);
  if (job === null && !hasVersion) return null;
  const prompt = first === null ? body : body.slice(0, first.index);
  if (prompt.trim() === "") return null;
  const parameters = first === null ? "" : body.slice(first.index, first.index + 5000);
  return makeRecipe("midjourney", prompt, /--no\s+([^-]+)/i.exec(parameters)?.[1] ?? "", [
    ...[...parameters.matchAll(/--([a-z]+)(?:\s+((?!--)\S+))?/gi)].map(
      ([, name = "", value = "yes"]) => [name, value] as const,
    ),
    ["Job", job?.[1] ?? ""],
  ]);
}
