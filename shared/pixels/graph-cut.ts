// The cheapest cut of a grid of pixels into two sides: maximum flow by two growing trees (Boykov and Kolmogorov, 2004) on
// a grid with eight neighbours and a border of dead nodes, so that no step is checked for bounds.

/** Directions 0..7: east, south-east, south, …; the opposite one is d ^ 4. */
export type CutGraph = {
  readonly width: number;
  readonly height: number;
  /** Per pixel: how much more it costs to be on the far side (positive) or on the near side (negative). */
  readonly bias: Float32Array;
  /** Per pixel and direction 0..3 (east, south-east, south, south-west): the cost of a border between the two, at least 0. */
  readonly links: Float32Array;
};

const FREE = 0;
const NEAR = 1;
const FAR = 2;
const ROOT = 8;
const ORPHAN = 9;

/** Cuts the graph. 255 for pixels on the near side. Graphs that are equal give equal cuts. */
export function cutGraph(graph: CutGraph): Uint8Array {
  const { width, height } = graph;
  const flow = new GridFlow(graph);
  flow.run();
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (flow.isNear((y + 1) * (width + 2) + x + 1)) out[y * width + x] = 255;
    }
  }
  return out;
}

/** One computation; its arrays are over the grid with its border. */
class GridFlow {
  readonly #step: readonly number[];
  readonly #rest: Float32Array;
  readonly #bias: Float32Array;
  readonly #tree: Uint8Array;
  readonly #parent: Uint8Array;
  readonly #stamp: Int32Array;
  readonly #depth: Int32Array;
  readonly #isActive: Uint8Array;
  #active: number[] = [];
  #later: number[] = [];
  #orphans: number[] = [];
  #time = 0;

  constructor({ width, height, bias, links }: CutGraph) {
    const stride = width + 2;
    const count = stride * (height + 2);
    this.#step = [1, stride + 1, stride, stride - 1, -1, -stride - 1, -stride, -stride + 1];
    this.#rest = new Float32Array(count * 8);
    this.#bias = new Float32Array(count);
    this.#tree = new Uint8Array(count);
    this.#parent = new Uint8Array(count).fill(ORPHAN);
    this.#stamp = new Int32Array(count);
    this.#depth = new Int32Array(count);
    this.#isActive = new Uint8Array(count);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const node = (y + 1) * stride + x + 1;
        const pixel = y * width + x;
        this.#plant(node, bias[pixel] ?? 0);
        for (let d = 0; d < 4; d++) {
          const nx = x + (d === 3 ? -1 : d === 2 ? 0 : 1);
          const ny = y + (d === 0 ? 0 : 1);
          if (nx < 0 || nx >= width || ny >= height) continue;
          const cost = links[pixel * 4 + d] ?? 0;
          this.#rest[node * 8 + d] = cost;
          this.#rest[(node + (this.#step[d] ?? 0)) * 8 + (d ^ 4)] = cost;
        }
      }
    }
  }

  isNear(node: number): boolean {
    return this.#tree[node] === NEAR;
  }

  run(): void {
    for (let node = this.#nextActive(); node >= 0; node = this.#nextActive()) {
      while (this.#tree[node] !== FREE) {
        const meeting = this.#grow(node);
        if (meeting < 0) break;
        this.#time++;
        this.#augment(meeting);
        this.#adopt();
      }
    }
  }

  #plant(node: number, bias: number): void {
    this.#bias[node] = bias;
    if (bias === 0) return;
    this.#tree[node] = bias > 0 ? NEAR : FAR;
    this.#parent[node] = ROOT;
    this.#depth[node] = 1;
    this.#activate(node);
  }

  #activate(node: number): void {
    if (this.#isActive[node] !== 0) return;
    this.#isActive[node] = 1;
    this.#later.push(node);
  }

  /** First come, first served, in two lists. -1 when none is left. */
  #nextActive(): number {
    for (;;) {
      if (this.#active.length === 0) {
        if (this.#later.length === 0) return -1;
        this.#active = this.#later.toReversed();
        this.#later = [];
      }
      const node = this.#active.pop() ?? -1;
      this.#isActive[node] = 0;
      if (this.#tree[node] !== FREE) return node;
    }
  }

  /** What can still flow between a node and its neighbour in a direction, away from the near side. */
  #room(node: number, d: number, tree: number): number {
    if (tree === NEAR) return this.#rest[node * 8 + d] ?? 0;
    return this.#rest[(node + (this.#step[d] ?? 0)) * 8 + (d ^ 4)] ?? 0;
  }

  /** Takes free neighbours in; the arc (node * 8 + direction, from the near side) where the trees meet, or -1. */
  #grow(node: number): number {
    const tree = this.#tree[node] ?? FREE;
    for (let d = 0; d < 8; d++) {
      if (this.#room(node, d, tree) <= 0) continue;
      const next = node + (this.#step[d] ?? 0);
      const other = this.#tree[next];
      if (other === FREE) {
        this.#tree[next] = tree;
        this.#attach(next, d ^ 4, node);
        this.#activate(next);
      } else if (other !== tree) {
        return tree === NEAR ? node * 8 + d : next * 8 + (d ^ 4);
      } else if (
        (this.#stamp[next] ?? 0) <= (this.#stamp[node] ?? 0) &&
        (this.#depth[next] ?? 0) > (this.#depth[node] ?? 0) + 1
      ) {
        this.#attach(next, d ^ 4, node);
      }
    }
    return -1;
  }

  #attach(node: number, d: number, parent: number): void {
    this.#parent[node] = d;
    this.#stamp[node] = this.#stamp[parent] ?? 0;
    this.#depth[node] = (this.#depth[parent] ?? 0) + 1;
  }

  #augment(arc: number): void {
    const near = arc >> 3;
    const far = near + (this.#step[arc & 7] ?? 0);
    const most = Math.min(this.#rest[arc] ?? 0, this.#roomToRoot(near, NEAR), this.#roomToRoot(far, FAR));
    this.#push(arc, most);
    this.#drain(near, NEAR, most);
    this.#drain(far, FAR, most);
  }

  #push(arc: number, amount: number): void {
    const back = ((arc >> 3) + (this.#step[arc & 7] ?? 0)) * 8 + ((arc & 7) ^ 4);
    this.#rest[arc] = (this.#rest[arc] ?? 0) - amount;
    this.#rest[back] = (this.#rest[back] ?? 0) + amount;
  }

  #roomToRoot(start: number, tree: number): number {
    let most = Infinity;
    let node = start;
    for (let d = this.#parent[node] ?? ROOT; d < ROOT; d = this.#parent[node] ?? ROOT) {
      most = Math.min(most, this.#roomFromParent(node, d, tree));
      node += this.#step[d] ?? 0;
    }
    return Math.min(most, Math.abs(this.#bias[node] ?? 0));
  }

  #roomFromParent(node: number, d: number, tree: number): number {
    if (tree === FAR) return this.#rest[node * 8 + d] ?? 0;
    return this.#rest[(node + (this.#step[d] ?? 0)) * 8 + (d ^ 4)] ?? 0;
  }

  /** Sends `amount` along the tree; nodes whose arc is full become orphans. */
  #drain(start: number, tree: number, amount: number): void {
    let node = start;
    for (let d = this.#parent[node] ?? ROOT; d < ROOT; d = this.#parent[node] ?? ROOT) {
      const parent = node + (this.#step[d] ?? 0);
      this.#push(tree === FAR ? node * 8 + d : parent * 8 + (d ^ 4), amount);
      if (this.#roomFromParent(node, d, tree) <= 0) this.#orphan(node);
      node = parent;
    }
    const rest = Math.abs(this.#bias[node] ?? 0) - amount;
    this.#bias[node] = rest <= 0 ? 0 : tree === NEAR ? rest : -rest;
    if (rest <= 0) this.#orphan(node);
  }

  #orphan(node: number): void {
    this.#parent[node] = ORPHAN;
    this.#orphans.push(node);
  }

  /** Finds each orphan a new parent in its tree, or sets it free. */
  #adopt(): void {
    for (let node = this.#orphans.pop(); node !== undefined; node = this.#orphans.pop()) {
      const tree = this.#tree[node] ?? FREE;
      let best = -1;
      let bestDepth = Infinity;
      for (let d = 0; d < 8; d++) {
        const next = node + (this.#step[d] ?? 0);
        if (this.#tree[next] !== tree || this.#roomFromParent(node, d, tree) <= 0) continue;
        const depth = this.#depthOf(next);
        if (depth < bestDepth) [best, bestDepth] = [d, depth];
      }
      if (best >= 0) {
        this.#parent[node] = best;
        this.#stamp[node] = this.#time;
        this.#depth[node] = bestDepth + 1;
      } else this.#setFree(node, tree);
    }
  }

  #setFree(node: number, tree: number): void {
    this.#tree[node] = FREE;
    for (let d = 0; d < 8; d++) {
      const next = node + (this.#step[d] ?? 0);
      if (this.#tree[next] !== tree) continue;
      if (this.#roomFromParent(node, d, tree) > 0) this.#activate(next);
      if (this.#parent[next] === (d ^ 4)) this.#orphan(next);
    }
  }

  /** Steps to the root; infinite when the way ends at an orphan. Marks what it walked with the time. */
  #depthOf(start: number): number {
    let node = start;
    let steps = 0;
    for (;;) {
      if (this.#stamp[node] === this.#time) {
        steps += this.#depth[node] ?? 0;
        break;
      }
      const d = this.#parent[node] ?? ORPHAN;
      steps++;
      if (d === ROOT) {
        this.#stamp[node] = this.#time;
        this.#depth[node] = 1;
        break;
      }
      if (d === ORPHAN) return Infinity;
      node += this.#step[d] ?? 0;
    }
    const depth = steps;
    for (node = start; this.#stamp[node] !== this.#time; node += this.#step[this.#parent[node] ?? 0] ?? 0) {
      this.#stamp[node] = this.#time;
      this.#depth[node] = steps--;
    }
    return depth;
  }
}
