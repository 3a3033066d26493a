/** Two that could be paired and what the pair is worth. */
export type Edge<Name extends string | number> = readonly [one: Name, other: Name, weight: number];
export interface Matching<Name extends string | number> {
  readonly pairs: readonly (readonly [Name, Name])[];
  readonly weight: number;
}

/** Weights become whole numbers of about this size, so that "exactly tight" can be asked of them. */
const WHOLE = 2 ** 40;

/** What a node of the search is: part of an alternating tree at even or odd depth, or not reached. */
const FREE = -1;
const EVEN = 0;
const ODD = 1;

/**
 * Edmonds' search by alternating trees, with odd cycles shrunk to blossoms and duals that keep every edge's slack from
 * falling below 0 (J. Edmonds, 1965; the O(n³) bookkeeping of least slacks after H. Gabow, 1976). Nodes 1…n are vertices,
 * n + 1…2n blossoms, 0 is nobody.
 */
class Search {
  private readonly n: number;
  private nodes: number;
  /** Per pair of nodes: the edge that joins them, as its two vertices. */
  private readonly from: Int32Array[];
  private readonly to: Int32Array[];
  private readonly dual: Float64Array;
  /** The vertex at the other end of a node's matched edge. */
  readonly mate: Int32Array;
  /** The outermost node that a node lies in; 0 for a blossom that does not exist. */
  private readonly outer: Int32Array;
  private readonly parent: Int32Array;
  private readonly kind: Int8Array;
  /** For an outermost node: the even vertex whose edge to it has the least slack. */
  private readonly nearest: Int32Array;
  private readonly visited: Int32Array;
  /** The members of a blossom around its cycle, beginning at its base. */
  private readonly cycle: number[][];
  /** Which member of a blossom a vertex lies in. */
  private readonly member: Int32Array[];
  private queue: number[] = [];
  private visit = 0;

  constructor(private readonly weight: Float64Array[]) {
    this.n = weight.length - 1;
    this.nodes = this.n;
    const size = 2 * this.n + 1;
    const ints = () => new Int32Array(size);
    this.from = Array.from({ length: size }, ints);
    this.to = Array.from({ length: size }, ints);
    this.dual = new Float64Array(size);
    this.mate = ints();
    this.outer = ints();
    this.parent = ints();
    this.kind = new Int8Array(size);
    this.nearest = ints();
    this.visited = ints();
    this.cycle = Array.from({ length: size }, () => []);
    this.member = Array.from({ length: size }, ints);
    const most = Math.max(0, ...weight.map((row) => Math.max(...row)));
    for (let u = 1; u <= this.n; u += 1) {
      this.outer[u] = u;
      this.dual[u] = most;
      at(this.member, u)[u] = u;
      for (let v = 1; v <= this.n; v += 1) if (at(at(weight, u), v) > 0) this.join(u, v, u, v);
    }
    while (this.grow());
  }

  private join(a: number, b: number, u: number, v: number): void {
    at(this.from, a)[b] = u;
    at(this.to, a)[b] = v;
  }
  private isJoined(a: number, b: number): boolean {
    return at(at(this.from, a), b) !== 0;
  }
  /** Slack of the edge between two nodes: 0 when it is tight. Weights are even, so halves stay whole. */
  private slack(a: number, b: number): number {
    const u = at(at(this.from, a), b);
    const v = at(at(this.to, a), b);
    return at(this.dual, u) + at(this.dual, v) - 2 * at(at(this.weight, u), v);
  }

  private noteNearest(u: number, x: number): void {
    const known = at(this.nearest, x);
    if (!known || this.slack(u, x) < this.slack(known, x)) this.nearest[x] = u;
  }
  private findNearest(x: number): void {
    this.nearest[x] = 0;
    for (let u = 1; u <= this.n; u += 1)
      if (this.isJoined(u, x) && at(this.outer, u) !== x && at(this.kind, at(this.outer, u)) === EVEN)
        this.noteNearest(u, x);
  }
  private enqueue(x: number): void {
    if (x <= this.n) this.queue.push(x);
    else for (const one of at(this.cycle, x)) this.enqueue(one);
  }
  private setOuter(x: number, node: number): void {
    this.outer[x] = node;
    if (x > this.n) for (const one of at(this.cycle, x)) this.setOuter(one, node);
  }
  /** Turns a blossom's cycle so that the way from its base to a member has even length; answers that length. */
  private evenWay(blossom: number, member: number): number {
    const cycle = at(this.cycle, blossom);
    const place = cycle.indexOf(member);
    if (place % 2 === 0) return place;
    this.cycle[blossom] = [at(cycle, 0), ...cycle.slice(1).reverse()];
    return cycle.length - place;
  }

  /** Matches a node along the edge to another, inside its blossoms too. */
  private setMate(x: number, y: number): void {
    this.mate[x] = at(at(this.to, x), y);
    if (x <= this.n) return;
    const entry = at(at(this.member, x), at(at(this.from, x), y));
    const length = this.evenWay(x, entry);
    const cycle = at(this.cycle, x);
    for (let i = 0; i < length; i += 1) this.setMate(at(cycle, i), at(cycle, i ^ 1));
    this.setMate(entry, y);
    this.cycle[x] = [...cycle.slice(length), ...cycle.slice(0, length)];
  }
  /** Flips matched and unmatched edges from a node up to the root of its tree. */
  private augment(first: number, second: number): void {
    for (let u = first, v = second; ;) {
      const next = at(this.outer, at(this.mate, u));
      this.setMate(u, v);
      if (!next) return;
      const above = at(this.outer, at(this.parent, next));
      this.setMate(next, above);
      u = above;
      v = next;
    }
  }
  /** The first node that both trees' ways to the root share; 0 when they are two trees. */
  private meeting(first: number, second: number): number {
    this.visit += 1;
    for (let u = first, v = second; u || v; [u, v] = [v, u]) {
      if (!u) continue;
      if (at(this.visited, u) === this.visit) return u;
      this.visited[u] = this.visit;
      u = at(this.outer, at(this.mate, u));
      if (u) u = at(this.outer, at(this.parent, u));
    }
    return 0;
  }

  private shrink(u: number, base: number, v: number): void {
    let blossom = this.n + 1;
    while (blossom <= this.nodes && at(this.outer, blossom)) blossom += 1;
    this.nodes = Math.max(this.nodes, blossom);
    const side = (end: number): number[] => {
      const found: number[] = [];
      for (let x = end; x !== base;) {
        const y = at(this.outer, at(this.mate, x));
        found.push(x, y);
        this.enqueue(y);
        x = at(this.outer, at(this.parent, y));
      }
      return found;
    };
    const cycle = [base, ...side(u).reverse(), ...side(v)];
    this.cycle[blossom] = cycle;
    this.dual[blossom] = 0;
    this.kind[blossom] = EVEN;
    this.mate[blossom] = at(this.mate, base);
    this.setOuter(blossom, blossom);
    for (let x = 1; x <= this.nodes; x += 1) {
      this.join(blossom, x, 0, 0);
      this.join(x, blossom, 0, 0);
    }
    at(this.member, blossom).fill(0);
    for (const one of cycle) {
      for (let x = 1; x <= this.nodes; x += 1) {
        if (!this.isJoined(one, x) || (this.isJoined(blossom, x) && this.slack(one, x) >= this.slack(blossom, x)))
          continue;
        this.join(blossom, x, at(at(this.from, one), x), at(at(this.to, one), x));
        this.join(x, blossom, at(at(this.from, x), one), at(at(this.to, x), one));
      }
      for (let x = 1; x <= this.n; x += 1) if (at(at(this.member, one), x)) at(this.member, blossom)[x] = one;
    }
    this.findNearest(blossom);
  }
  /** Takes an odd blossom apart: the way through it stays in the tree, the rest is free again. */
  private expand(blossom: number): void {
    for (const one of at(this.cycle, blossom)) this.setOuter(one, one);
    const entry = at(at(this.member, blossom), at(at(this.from, blossom), at(this.parent, blossom)));
    const length = this.evenWay(blossom, entry);
    const cycle = at(this.cycle, blossom);
    for (let i = 0; i < length; i += 2) {
      const odd = at(cycle, i);
      const even = at(cycle, i + 1);
      this.parent[odd] = at(at(this.from, even), odd);
      this.kind[odd] = ODD;
      this.kind[even] = EVEN;
      this.nearest[odd] = 0;
      this.findNearest(even);
      this.enqueue(even);
    }
    this.kind[entry] = ODD;
    this.parent[entry] = at(this.parent, blossom);
    for (const one of cycle.slice(length + 1)) {
      this.kind[one] = FREE;
      this.findNearest(one);
    }
    this.outer[blossom] = 0;
  }

  /** Takes a tight edge into the forest; true when it made an augmenting way. */
  private take(a: number, b: number): boolean {
    const from = at(at(this.from, a), b);
    const u = at(this.outer, from);
    const v = at(this.outer, at(at(this.to, a), b));
    if (at(this.kind, v) === FREE) {
      this.parent[v] = from;
      this.kind[v] = ODD;
      const next = at(this.outer, at(this.mate, v));
      this.nearest[v] = 0;
      this.nearest[next] = 0;
      this.kind[next] = EVEN;
      this.enqueue(next);
    } else if (at(this.kind, v) === EVEN) {
      const base = this.meeting(u, v);
      if (!base) {
        this.augment(u, v);
        this.augment(v, u);
        return true;
      }
      this.shrink(u, base, v);
    }
    return false;
  }

  private outermost(): number[] {
    const found: number[] = [];
    for (let x = 1; x <= this.nodes; x += 1) if (at(this.outer, x) === x) found.push(x);
    return found;
  }
  /** How far the duals may move before an edge gets tight or a blossom's dual reaches 0. */
  private step(): number {
    let most = Infinity;
    for (const x of this.outermost()) {
      const near = at(this.nearest, x);
      const kind = at(this.kind, x);
      if (x > this.n && kind === ODD) most = Math.min(most, at(this.dual, x) / 2);
      if (near && kind === FREE) most = Math.min(most, this.slack(near, x));
      else if (near && kind === EVEN) most = Math.min(most, this.slack(near, x) / 2);
    }
    return most;
  }
  /** False when a free vertex's dual reaches 0: then no matching is heavier. */
  private moveDuals(by: number): boolean {
    for (let u = 1; u <= this.n; u += 1) {
      const kind = at(this.kind, at(this.outer, u));
      if (kind === EVEN) {
        if (at(this.dual, u) <= by) return false;
        this.dual[u] = at(this.dual, u) - by;
      } else if (kind === ODD) this.dual[u] = at(this.dual, u) + by;
    }
    for (const x of this.outermost())
      if (x > this.n && at(this.kind, x) !== FREE)
        this.dual[x] = at(this.dual, x) + (at(this.kind, x) === EVEN ? 2 : -2) * by;
    return true;
  }

  /** One more matched edge; false when there is none to gain. */
  private grow(): boolean {
    this.kind.fill(FREE);
    this.nearest.fill(0);
    this.queue = [];
    for (const x of this.outermost()) {
      if (at(this.mate, x)) continue;
      this.parent[x] = 0;
      this.kind[x] = EVEN;
      this.enqueue(x);
    }
    if (!this.queue.length) return false;
    for (;;) {
      for (let u = this.queue.shift(); u !== undefined; u = this.queue.shift()) {
        if (at(this.kind, at(this.outer, u)) === ODD) continue;
        for (let v = 1; v <= this.n; v += 1) {
          if (!this.isJoined(u, v) || at(this.outer, u) === at(this.outer, v)) continue;
          if (this.slack(u, v) > 0) this.noteNearest(u, at(this.outer, v));
          else if (this.take(u, v)) return true;
        }
      }
      if (!this.moveDuals(this.step())) return false;
      for (const x of this.outermost()) {
        const near = at(this.nearest, x);
        if (at(this.outer, x) !== x || !near || at(this.outer, near) === x) continue;
        if (this.slack(near, x) === 0 && this.take(near, x)) return true;
      }
      for (const x of this.outermost())
        if (x > this.n && at(this.kind, x) === ODD && at(this.dual, x) === 0) this.expand(x);
    }
  }
}

/** An entry of a list that is known to be there; the search never asks for another. */
function at<T>(list: ArrayLike<T>, index: number): T {
  return list[index] as T;
}

/**
 * The set of pairs with the greatest sum of weights in which nobody is in two pairs; not necessarily the most pairs.
 * Cubic in the number of names: 400 who could all be paired with each other take seconds.
 *
 * @param edges in any order; of two edges between the same two the heavier counts, and one that is not above 0 never helps
 * @returns pairs in the order of the names' first appearance, and their weight
 * @throws RangeError for a weight that is not finite or an edge from somebody to themselves
 */
export const maximumWeightMatching = <Name extends string | number>(edges: readonly Edge<Name>[]): Matching<Name> => {
  const names = [...new Set(edges.flatMap(([one, other]) => [one, other]))];
  const place = new Map(names.map((name, index) => [name, index + 1]));
  const given = Array.from({ length: names.length + 1 }, () => new Float64Array(names.length + 1));
  let most = 0;
  let isWhole = true;
  for (const [one, other, weight] of edges) {
    if (!Number.isFinite(weight)) throw new RangeError('A weight is a finite number.');
    if (one === other) throw new RangeError('Nobody is paired with themselves.');
    const u = place.get(one) ?? 0;
    const v = place.get(other) ?? 0;
    const heavier = Math.max(weight, at(at(given, u), v));
    at(given, u)[v] = heavier;
    at(given, v)[u] = heavier;
    most = Math.max(most, weight);
    isWhole &&= Number.isInteger(weight);
  }
  const scale = isWhole && most < WHOLE ? 1 : 2 ** Math.floor(Math.log2(WHOLE / Math.max(most, Number.MIN_VALUE)));
  // Doubled, so that half of a slack is whole too.
  const weights = most > 0 ? given.map((row) => row.map((weight) => 2 * Math.round(weight * scale))) : [];
  const mate = weights.length ? new Search(weights).mate : [];
  const pairs = names.flatMap((name, index) => {
    const other = mate[index + 1] ?? 0;
    return other > index + 1 ? [[name, at(names, other - 1)] as const] : [];
  });
  const weight = pairs.reduce((sum, [a, b]) => sum + at(at(given, place.get(a) ?? 0), place.get(b) ?? 0), 0);
  return { pairs, weight };
};
