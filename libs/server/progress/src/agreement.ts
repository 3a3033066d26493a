import { AGREEMENT_GATE, type DimensionAgreement } from '@debrief/contracts';
import { jeffreysInterval, krippendorffAlpha } from '@debrief/measure';
import { grouped } from './grouped';
import { seeded } from './seeded';

/** One round's blind levels of one dimension by at least two people. */
export interface Unit {
  readonly session: string;
  /** Whose round it was. */
  readonly candidate: string;
  readonly levels: readonly number[];
}
type Agreement = Omit<DimensionAgreement, 'dimension' | 'name'>;

const DRAWS = 1_000;
/** Fewer draws than this that could be measured give no interval. */
const FEWEST_DRAWS = 900;
const SEED = 20_260_101;
/** Of at least so many candidates: two or three may well be alike. */
const CANDIDATES = 5;
const BANDS = { firm: 0.8, tentative: 0.67 };

/**
 * Agreement on one dimension: shares of pairs with the same level and at most one apart, and Krippendorff's ordinal
 * alpha with a percentile interval over drawn sessions (what one session's people have in common stays together). The
 * draws are seeded, so that asking twice gives one answer.
 */
export const agreementOf = (units: readonly Unit[]): Agreement => {
  const sessions = new Set(units.map(({ session }) => session)).size;
  const pairs = units.flatMap(({ levels }) =>
    levels.flatMap((a, at) => levels.slice(at + 1).map((b) => Math.abs(a - b))),
  );
  const isEnough = units.length >= AGREEMENT_GATE.units && sessions >= AGREEMENT_GATE.sessions;
  return {
    units: units.length,
    sessions,
    exact: counted(pairs.filter((gap) => gap === 0).length, pairs.length),
    withinOne: counted(pairs.filter((gap) => gap <= 1).length, pairs.length),
    alpha: isEnough ? alphaOf(units) : null,
    separatesPeople: separatesPeople(units),
  };
};

const counted = (k: number, n: number): Agreement['exact'] => {
  if (!n) return null;
  const [low, high] = jeffreysInterval(k, n, 0.9);
  return { k, n, share: k / n, low, high };
};

const alphaOf = (units: readonly Unit[]): Agreement['alpha'] => {
  const alpha = measure(units);
  if (alpha === null) return { measurable: false, why: 'same' };
  const band = alpha >= BANDS.firm ? 'firm' : alpha >= BANDS.tentative ? 'tentative' : 'calibrate';
  return { measurable: true, value: alpha, interval: intervalOf(units), band };
};

const intervalOf = (units: readonly Unit[]): { low: number; high: number } | null => {
  const bySession = [...grouped(units, ({ session }) => session).values()].map(coincidences);
  const random = seeded(SEED);
  const drawn: number[] = [];
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const total = NONE();
    for (let at = 0; at < bySession.length; at += 1)
      bySession[Math.floor(random() * bySession.length)]?.forEach(
        (pairs, cell) => (total[cell] = (total[cell] ?? 0) + pairs),
      );
    const alpha = ordinalAlpha(total);
    if (alpha !== null) drawn.push(alpha);
  }
  if (drawn.length < FEWEST_DRAWS) return null;
  drawn.sort((a, b) => a - b);
  const at = (share: number) => drawn[Math.round(share * (drawn.length - 1))] ?? 0;
  return { low: at(0.05), high: at(0.95) };
};

const measure = (units: readonly Unit[]): number | null => {
  const columns = Math.max(...units.map(({ levels }) => levels.length));
  const table = units.map(({ levels }) => Array.from({ length: columns }, (_, at) => levels[at] ?? null));
  const alpha = krippendorffAlpha(table, 'ordinal');
  return alpha.measurable ? alpha.value : null;
};

const LEVELS = [0, 1, 2, 3] as const;
const NONE = (): number[] => new Array<number>(16).fill(0);

/** Ordered pairs of levels within units, each unit worth its number of levels; cell 4·(a − 1) + (b − 1). */
export const coincidences = (units: readonly Unit[]): number[] => {
  const cells = NONE();
  for (const { levels } of units)
    levels.forEach((a, i) =>
      levels.forEach((b, j) => {
        const cell = 4 * (a - 1) + (b - 1);
        if (i !== j) cells[cell] = (cells[cell] ?? 0) + 1 / (levels.length - 1);
      }),
    );
  return cells;
};

/** The same alpha from sums of coincidences: a draw of hundreds of sessions is then a few thousand additions. Null when all levels are the same. */
export const ordinalAlpha = (cells: readonly number[]): number | null => {
  const margins = LEVELS.map((i) => LEVELS.reduce<number>((sum, j) => sum + (cells[4 * i + j] ?? 0), 0));
  const n = margins.reduce((sum, each) => sum + each, 0);
  let observed = 0;
  let expected = 0;
  for (const i of LEVELS)
    for (const j of LEVELS) {
      const [from, to] = i < j ? [i, j] : [j, i];
      const between = margins.slice(from, to + 1).reduce((sum, each) => sum + each, 0);
      const apart = i === j ? 0 : (between - ((margins[i] ?? 0) + (margins[j] ?? 0)) / 2) ** 2;
      observed += (cells[4 * i + j] ?? 0) * apart;
      expected += (margins[i] ?? 0) * (margins[j] ?? 0) * apart;
    }
  return expected > 0 ? 1 - ((n - 1) * observed) / expected : null;
};

/**
 * Do candidates differ by more than those who score one candidate do? One-way analysis of variance with the candidate as
 * the group: the part of the variance that lies between candidates, (between − within) / group size, is above zero.
 */
const separatesPeople = (units: readonly Unit[]): boolean | null => {
  const groups = [...grouped(units, ({ candidate }) => candidate).values()].map((own) =>
    own.flatMap(({ levels }) => levels),
  );
  if (units.length < AGREEMENT_GATE.units || groups.length < CANDIDATES) return null;
  const all = groups.flat();
  const grand = meanOf(all);
  const between = groups.reduce((sum, own) => sum + own.length * (meanOf(own) - grand) ** 2, 0) / (groups.length - 1);
  const within =
    groups.reduce((sum, own) => sum + own.reduce((inner, level) => inner + (level - meanOf(own)) ** 2, 0), 0) /
    (all.length - groups.length);
  return between > within;
};
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
