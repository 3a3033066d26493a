import { agrees, type Report } from './fault';
import { type Prompt, type PromptTable } from './prompt.schema';
import { labelsOf, rate, shareOf, splitChange, sumOf, type Share } from './table-rates';

type Diagnosis = NonNullable<NonNullable<Prompt['metrics']>['diagnosis']>;
type Planted<K> = Extract<Diagnosis['planted'], { kind?: K }>;

/** Undoing the cause must bring the figure back this near to its baseline, on a scale of up to 100. */
const MAX_GAP = 0.5;

/** The metric before and now, with what each check of a planted cause needs. */
interface Case {
  periods: Pick<Diagnosis, 'baseline' | 'current'>;
  before: Share;
  now: Share;
  /** Figures are count ÷ base times this: 100 for a percentage. */
  by: number;
  table: (id: string) => PromptTable;
  fault: (path: string[], message: string) => void;
  figure: (path: string[], stated: number, exact: number) => void;
}

class NoTable extends Error {}

const restores = ({ by, fault }: Case, restored: number, wanted: number): void => {
  if (!(Math.abs(restored - wanted * by) <= MAX_GAP))
    fault([], 'Undoing the planted cause does not restore the baseline within 0.5 point.');
};

function checkSplit({ periods, by, table, figure }: Case, stated: Planted<'segment'>['split']): void {
  const split = splitChange(table(stated.table), periods.baseline, periods.current);
  figure(['split', 'rate'], stated.rate, split.rate * by);
  figure(['split', 'mix'], stated.mix, split.mix * by);
}

function checkSegment(on: Case, planted: Planted<'segment'>): number {
  const { periods, now, by, table } = on;
  const segment = shareOf(table(planted.segment.table), planted.segment.row, periods.current);
  const normal = rate(shareOf(table(planted.expected.table), planted.expected.row, periods.baseline));
  const missing = segment.base * normal - segment.count;
  const restored = ((now.count + missing) / now.base) * by;
  on.figure(['missing'], planted.missing, missing);
  on.figure(['points'], planted.points, (missing / now.base) * by);
  on.figure(['counterfactual'], planted.counterfactual, restored);
  checkSplit(on, planted.split);
  restores(on, restored, rate(on.before));
  return rate(on.now) - rate(on.before);
}

/** The figure moves because the segments' shares did: today's rates at the former shares give the former figure. */
function checkMix(on: Case, planted: Planted<'mix'>): number {
  const { baseline, current } = on.periods;
  const cut = on.table(planted.split.table);
  const labels = labelsOf(cut);
  const base = sumOf(cut, labels, baseline).base;
  const drop = rate(on.now) - rate(on.before);
  const restored = labels.reduce(
    (sum, label) => sum + (shareOf(cut, label, baseline).base / base) * rate(shareOf(cut, label, current)) * on.by,
    0,
  );
  on.figure(['counterfactual'], planted.counterfactual, restored);
  checkSplit(on, planted.split);
  restores(on, restored, rate(on.before));
  for (const label of labels) {
    const change = rate(shareOf(cut, label, current)) - rate(shareOf(cut, label, baseline));
    if (change * Math.sign(drop) * on.by > MAX_GAP)
      on.fault(['split'], `“${label}” itself moves with the total, so that this is more than a change of mix.`);
  }
  return drop;
}

/** The figure leaves somebody out: a cut of everybody has the counted as one row, and the others are put back. */
function checkUncounted(on: Case, planted: Planted<'uncounted'>): number {
  const { baseline, current } = on.periods;
  const cut = on.table(planted.counted.table);
  const labels = labelsOf(cut);
  const left = labels.filter((label) => label !== planted.counted.row);
  for (const [period, share] of [
    [baseline, on.before],
    [current, on.now],
  ] as const) {
    const counted = shareOf(cut, planted.counted.row, period);
    if (counted.base !== share.base || counted.count !== share.count)
      on.fault(['counted'], `The counted row differs from the metric's own total in ${period}.`);
  }
  const whole = { before: sumOf(cut, labels, baseline), now: sumOf(cut, labels, current) };
  const others = { before: sumOf(cut, left, baseline), now: sumOf(cut, left, current) };
  const reported = rate(on.now) - rate(on.before);
  const corrected = rate(whole.now) - rate(whole.before);
  on.figure(['uncounted'], planted.uncounted, others.now.base);
  on.figure(['corrected', 'baseline'], planted.corrected.baseline, rate(whole.before) * on.by);
  on.figure(['corrected', 'current'], planted.corrected.current, rate(whole.now) * on.by);
  if (!(Math.abs(reported - corrected) * on.by >= 1))
    on.fault([], 'Counting those left out changes the story by less than one point.');

  if (planted.restores === 'reported') {
    // As many as before are left out, and the additional ones answer for themselves.
    const extra = others.now.base - (others.before.base / whole.before.base) * whole.now.base;
    const restored = ((on.now.count + extra * rate(others.now)) / (on.now.base + extra)) * on.by;
    on.figure(['counterfactual'], planted.counterfactual, restored);
    restores(on, restored, rate(on.before));
    return reported;
  }
  // As many as before fail where nobody counts, for each one counted.
  const grown = on.now.base / on.before.base;
  const restored = ((on.now.count + others.before.count * grown) / (on.now.base + others.before.base * grown)) * on.by;
  on.figure(['counterfactual'], planted.counterfactual, restored);
  restores(on, restored, rate(whole.before));
  return corrected;
}

/** A calm total hides two groups that move against each other. */
function checkOpposed(on: Case, planted: Planted<'opposed'>): number {
  const { baseline, current } = on.periods;
  const cut = on.table(planted.table);
  const part = (label: string) => {
    const is = shareOf(cut, label, current);
    return (is.base / on.now.base) * (rate(is) - rate(shareOf(cut, label, baseline)));
  };
  const parts = labelsOf(cut).map(part);
  labelsOf(cut).forEach((label, index) => {
    const stated = planted.parts.find(({ row }) => row === label);
    if (!stated) on.fault(['parts'], `The parts leave out “${label}”.`);
    else on.figure(['parts'], stated.points, (parts[index] ?? Number.NaN) * on.by);
  });
  const change = rate(on.now) - rate(on.before);
  const up = parts.filter((each) => each > 0).reduce((sum, each) => sum + each, 0);
  const down = parts.filter((each) => each < 0).reduce((sum, each) => sum + each, 0);
  if (!(Math.min(up, -down) > Math.abs(change)))
    on.fault(['parts'], 'The total hides nothing: both directions must be larger than its own change.');
  const restored = (rate(on.now) - up - down) * on.by;
  on.figure(['counterfactual'], planted.counterfactual, restored);
  restores(on, restored, rate(on.before));
  return change > 0 ? down : up;
}

/** Returns the change that a rival explanation would have to explain. */
function checkPlanted(on: Case, planted: Diagnosis['planted']): number {
  if (planted.kind === 'mix') return checkMix(on, planted);
  if (planted.kind === 'uncounted') return checkUncounted(on, planted);
  if (planted.kind === 'opposed') return checkOpposed(on, planted);
  return checkSegment(on, planted);
}

/** The share of a change that a distractor could explain, by the tables; below zero it pulls the other way. */
function explainedBy(test: Diagnosis['distractors'][number]['test'], { periods, table }: Case, drop: number): number {
  const { baseline, current } = periods;
  const cut = table(test.table);
  const labels = labelsOf(cut);
  // Row by row: a shift between the rows compared is not a change in any of them.
  const change = (of: string[]) =>
    of.reduce((sum, label) => {
      const now = shareOf(cut, label, current);
      return sum + now.base * (rate(now) - rate(shareOf(cut, label, baseline)));
    }, 0) / sumOf(cut, of, current).base;
  if (test.kind === 'mix') return splitChange(cut, baseline, current).mix / drop;
  if (test.kind === 'control') return change(test.rows) / drop;
  const weight = shareOf(cut, test.row, current).base / sumOf(cut, labels, current).base;
  return (weight * (change([test.row]) - change(labels.filter((label) => label !== test.row)))) / drop;
}

/** A second metric of the same story: it moves the other way, and the same cause explains it. */
function checkSecond(on: Case, first: number, second: NonNullable<Diagnosis['second']>): void {
  const { table, row } = second.segment;
  const was = shareOf(on.table(table), row, on.periods.baseline);
  const is = shareOf(on.table(table), row, on.periods.current);
  // The segment as it was, base and count: a cause may well drive people out of the base.
  const restored = ((on.now.count - is.count + was.count) / (on.now.base - is.base + was.base)) * on.by;
  on.figure(['before'], second.before, rate(on.before) * on.by);
  on.figure(['now'], second.now, rate(on.now) * on.by);
  on.figure(['counterfactual'], second.counterfactual, restored);
  restores(on, restored, rate(on.before));
  if (!((rate(on.now) - rate(on.before)) * first < 0)) on.fault([], 'The second metric does not move the other way.');
}

/** Recomputes a planted cause from the prompt's tables and holds every rival explanation against them. */
export function checkDiagnosis(prompt: Prompt, diagnosis: Diagnosis, report: Report): void {
  const at = ['metrics', 'diagnosis'];
  const { planted, second } = diagnosis;
  const table = (id: string): PromptTable => {
    const found = prompt.tables.find((each) => each.id === id);
    if (!found) throw new NoTable();
    return found;
  };
  const caseOf = (part: string, id: string, scale: Diagnosis['scale']): Case => {
    const total = table(id);
    const label = labelsOf(total)[0] ?? '';
    const before = shareOf(total, label, diagnosis.baseline);
    const by = scale?.by ?? 100;
    const fault: Case['fault'] = (path, message) => report([...at, part, ...path], message);
    // Half a point means something only on a scale like that of percentages.
    if (scale && !(rate(before) * by >= 10 && rate(before) * by <= 100))
      report([...at, 'scale'], 'Choose a scale on which the baseline lies between 10 and 100.');
    return {
      periods: diagnosis,
      before,
      now: shareOf(total, label, diagnosis.current),
      by,
      table,
      fault,
      figure: (path, stated, exact) => {
        if (!agrees(stated, exact)) fault(path, `The tables give ${Number(exact.toPrecision(8))}, not ${stated}.`);
      },
    };
  };
  try {
    const on = caseOf('planted', diagnosis.total, diagnosis.scale);
    const totals = new Set([diagnosis.total, second?.total]);
    if (planted.kind === 'uncounted') totals.add(table(planted.counted.table).sumsTo?.table);
    prompt.tables.forEach((each, index) => {
      if (!totals.has(each.id) && !each.sumsTo)
        report(['tables', index], 'In a diagnosis each table says which total its rows add up to.');
    });
    const drop = checkPlanted(on, planted);
    if (second) checkSecond(caseOf('second', second.total, second.scale), rate(on.now) - rate(on.before), second);
    diagnosis.distractors.forEach((each, index) => {
      if (!(explainedBy(each.test, on, drop) <= 0.2))
        report([...at, 'distractors', index], 'The tables do not refute this: it may explain over 20 % of the drop.');
    });
  } catch (error) {
    if (!(error instanceof NoTable)) throw error;
    report(at, 'The diagnosis names a table that does not exist.');
  }
  const facts = new Set(prompt.facts.map((each) => each.id));
  [...diagnosis.distractors, ...diagnosis.path].forEach((each) => {
    if (!facts.has(each.fact)) report(at, `There is no fact “${each.fact}” to ask for.`);
  });
}
