// The pictures around one: what it was made from, what was made from it, breadth first. Reads only.
import type { Lineage } from "#shared/contract/calls/organise-calls.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Parent, Picture } from "#shared/model/picture.ts";
import type { PictureIndex } from "#electron/library/index/picture-index.ts";
import { cardFrom } from "./picture-cards.ts";

type Node = Lineage["nodes"][number];
type Edge = Lineage["edges"][number];

const mostNodes = 500;
const mostEdges = 2000;

/** Starts with the picture itself as node 0. */
export function lineageOf(index: PictureIndex, start: Picture): Lineage {
  const nodes: Node[] = [];
  const edges: Edge[] = [];
  const places = new Map<string, number>();
  const waiting: Picture[] = [];
  const known = new Set<string>();
  let cut = false;

  const addNode = (key: string, make: () => { node: Node; picture: Picture | null }): number | null => {
    const place = places.get(key);
    if (place !== undefined) return place;
    if (nodes.length === mostNodes) {
      cut = true;
      return null;
    }
    const { node, picture } = make();
    places.set(key, nodes.length);
    nodes.push(node);
    if (picture !== null) waiting.push(picture);
    return nodes.length - 1;
  };
  const addPicture = (picture: Picture): number | null =>
    addNode(picture.id, () => ({ node: nodeOf(picture), picture }));
  const addEdge = (parent: number | null, child: number | null, label: string): void => {
    const key = `${parent} ${child}`;
    if (parent === null || child === null || parent === child || known.has(key)) return;
    if (edges.length === mostEdges) {
      cut = true;
      return;
    }
    known.add(key);
    edges.push({ parent, child, label });
  };

  addPicture(start);
  for (let picture = waiting.shift(); picture !== undefined; picture = waiting.shift()) {
    const own = places.get(picture.id) ?? null;
    for (const parent of picture.parents) {
      const found = pictureOf(index, parent);
      const place =
        found === null
          ? addNode(parent.asset, () => ({ node: outsideNode(parent), picture: null }))
          : addPicture(found);
      addEdge(place, own, edgeLabel(picture, parent));
    }
    for (const child of childrenOf(index, picture)) {
      const parent = child.parents.find((one) => isOf(one, picture));
      if (parent !== undefined) addEdge(own, addPicture(child), edgeLabel(child, parent));
    }
  }
  return { nodes, edges, cut };
}

function nodeOf(picture: Picture): Node {
  const card = cardFrom(picture);
  return { asset: picture.asset, picture: card, name: card.title, trashed: picture.trashedAt !== null };
}

function outsideNode({ asset, name }: Parent): Node {
  return { asset, picture: null, name, trashed: false };
}

// A parent that was a file from outside may have come into the library since.
function pictureOf(index: PictureIndex, parent: Parent): Picture | null {
  return (parent.picture === null ? null : index.byId(parent.picture)) ?? index.byAsset(parent.asset);
}

function isOf(parent: Parent, picture: Picture): boolean {
  return parent.picture === null ? parent.asset === picture.asset : parent.picture === picture.id;
}

/** What a document has beside its base are patches; references of a request carry the labels they were given. */
function edgeLabel(child: Picture, parent: Parent): string {
  return child.kind === "composite" && parent.label !== "base" ? "patch" : parent.label;
}

function childrenOf(index: PictureIndex, picture: Picture): readonly Picture[] {
  return index.db
    .prepare(
      `SELECT DISTINCT pictures.id, pictures.row FROM parents JOIN pictures ON pictures.row = parents.child
       WHERE parents.picture = ?1 OR (parents.picture IS NULL AND parents.asset = ?2)
       ORDER BY pictures.row LIMIT ?3`,
    )
    .all(picture.id, picture.asset, mostNodes)
    .flatMap(({ id }) => index.byId(id as PictureId) ?? []);
}
