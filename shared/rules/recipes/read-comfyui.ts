// `prompt` as ComfyUI writes it: a graph of nodes. The words are found by walking back from a sampler.
import type { FoundRecipe } from "#shared/model/recipe.ts";
import { asObject, makeRecipe, parseObject, type Setting } from "./found-recipe.ts";

type Node = { readonly kind: string; readonly inputs: Readonly<Record<string, unknown>> };
type Graph = ReadonlyMap<string, Node>;

const mostNodes = 2000;
const deepestWalk = 40;

/** Null for a text that is no such graph, or has no words. */
export function readComfyui(text: string): FoundRecipe | null {
  const graph = readGraph(text);
  if (graph === null) return null;
  const nodes = [...graph.values()];
  const sampler = nodes.find(
    ({ inputs }) => "positive" in inputs && ("seed" in inputs || "noise_seed" in inputs || "steps" in inputs),
  );
  const positive = sampler === undefined ? "" : wordsAt(graph, sampler.inputs["positive"]);
  const negative = sampler === undefined ? "" : wordsAt(graph, sampler.inputs["negative"]);
  const prompt = positive === "" ? longestWords(nodes) : positive;
  if (prompt === "") return null;
  const loader = nodes.find(({ inputs }) => "ckpt_name" in inputs || "unet_name" in inputs);
  const settings: Setting[] = [
    ["Model", loader?.inputs["ckpt_name"] ?? loader?.inputs["unet_name"]],
    ["Seed", sampler?.inputs["seed"] ?? sampler?.inputs["noise_seed"]],
    ["Steps", sampler?.inputs["steps"]],
    ["CFG", sampler?.inputs["cfg"]],
    ["Sampler", sampler?.inputs["sampler_name"]],
    ["Scheduler", sampler?.inputs["scheduler"]],
    ["Denoise", sampler?.inputs["denoise"]],
  ];
  return makeRecipe("comfyui", prompt, negative, settings);
}

function readGraph(text: string): Graph | null {
  const object = parseObject(text);
  if (object === null) return null;
  const nodes = new Map<string, Node>();
  for (const [id, value] of Object.entries(object).slice(0, mostNodes)) {
    const node = asObject(value);
    const inputs = asObject(node?.["inputs"]);
    const kind = node?.["class_type"];
    if (inputs !== null && typeof kind === "string") nodes.set(id, { kind, inputs });
  }
  return nodes.size === 0 ? null : nodes;
}

/** The words that flow into an input, nearest first; a link is `[node, output]`. */
function wordsAt(graph: Graph, from: unknown): string {
  const seen = new Set<string>();
  let links = linksOf([from]);
  for (let depth = 0; depth < deepestWalk && links.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const id of links) {
      const node = graph.get(id);
      if (node === undefined || seen.has(id)) continue;
      seen.add(id);
      const words = wordsOf(node);
      if (words !== "") return words;
      next.push(...Object.values(node.inputs));
    }
    links = linksOf(next);
  }
  return "";
}

function linksOf(values: readonly unknown[]): string[] {
  return values.flatMap((value) => (Array.isArray(value) && typeof value[0] === "string" ? [value[0]] : []));
}

function wordsOf({ inputs }: Node): string {
  const texts = ["text", "text_g", "t5xxl", "prompt", "string", "value"]
    .map((name) => inputs[name])
    .filter((value) => typeof value === "string");
  return texts[0]?.trim() ?? "";
}

function longestWords(nodes: readonly Node[]): string {
  return nodes
    .filter(({ kind }) => /text|prompt/i.test(kind))
    .map(wordsOf)
    .reduce((longest, words) => (words.length > longest.length ? words : longest), "");
}
