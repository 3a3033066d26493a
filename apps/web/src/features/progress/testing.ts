import { type SkillProgress } from '@debrief/contracts';

const S = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const point = (n: number, at: string, level: number, half: number, raw: number) => ({
  session: S(n),
  at,
  level,
  low: level - half,
  high: level + half,
  isEarly: half > 0.6,
  raw: { mean: raw, count: 3 },
});
const skill = (
  code: string,
  name: string,
  trend: SkillProgress['trend'],
  raw: { mean: number; count: number },
): SkillProgress => {
  const last = trend.at(-1) ?? point(1, '2026-11-01T10:00:00.000Z', 2, 1, 2);
  return {
    skill: code,
    measuredBy: [{ type: 'product-sense', dimension: name, name }],
    level: last.level,
    low: last.low,
    high: last.high,
    isEarly: last.isEarly,
    solid: 0.3,
    sessions: 4,
    raters: 3,
    raw,
    trend,
  };
};
const OCTOBER = '2026-10-01T10:00:00.000Z';
const NOVEMBER = '2026-11-20T10:00:00.000Z';
const skills = [
  skill('USER', 'user', [point(1, OCTOBER, 2.6, 0.5, 3), point(2, NOVEMBER, 3.2, 0.2, 3.3)], { mean: 3.1, count: 11 }),
  skill('INSIGHT', 'insight', [point(1, OCTOBER, 2, 0.7, 1.7), point(2, NOVEMBER, 2.3, 0.5, 2.3)], {
    mean: 2,
    count: 12,
  }),
  skill('SOLVE', 'solution', [point(1, OCTOBER, 2.7, 0.6, 3), point(2, NOVEMBER, 2.8, 0.4, 2.7)], {
    mean: 2.9,
    count: 10,
  }),
  skill('COMM', 'comm', [point(2, NOVEMBER, 2.6, 0.8, 2.7)], { mean: 2.7, count: 3 }),
];
const prompt = {
  prompt: 'three-in-the-morning',
  title: 'Three in the morning',
  type: 'product-sense',
  domain: 'catering',
  difficulty: 'easy',
  minutes: { long: 35, short: 20 },
  reason: { term: 'need', skill: 'INSIGHT', days: null, chance: null },
  utility: 0.7,
  terms: { need: 0.81, info: 0.3, spacing: 0.9, novelty: 1, fit: 0.8 },
  loses: [],
  skills: [
    { skill: 'INSIGHT', share: 0.6 },
    { skill: 'USER', share: 0.4 },
  ],
};
const talk = (n: number, role: 'candidate' | 'interviewer', share: number | null) => ({
  session: S(n),
  round: 1,
  type: 'product-sense',
  title: 'Longer loans',
  role,
  startedAt: NOVEMBER,
  talkShare: share,
  phases: [
    { key: 'clarify', name: 'Clarify goal', plannedMs: 240_000, spentMs: 320_000 },
    { key: 'users', name: 'Users and segment', plannedMs: 360_000, spentMs: 300_000 },
    { key: 'ideas', name: 'Ideas and choice', plannedMs: 600_000, spentMs: 720_000 },
  ],
});
const week = (from: string, asCandidate: number, asInterviewer: number) => ({ from, asCandidate, asInterviewer });

/** Answers for somebody who has practised a while. */
export const practised: Record<string, unknown> = {
  'GET /api/me/progress': {
    skills,
    types: [
      {
        type: 'product-sense',
        coverage: 0.9,
        level: 2.6,
        low: 2.2,
        high: 3,
        isEarly: false,
        solid: 0.2,
        sessions: 4,
        raters: 3,
        raw: { mean: 2.6, count: 36 },
        trend: [point(1, OCTOBER, 2.3, 0.6, 2.4), point(2, NOVEMBER, 2.6, 0.4, 2.8)],
      },
    ],
    basis: { rounds: 4, sessions: 4, cards: 6, raters: 3 },
    computedAt: NOVEMBER,
    practice: {
      goal: 3,
      weeks: [week('2026-11-02', 1, 0), week('2026-11-09', 2, 1), week('2026-11-16', 0, 0), week('2026-11-23', 1, 1)],
    },
    rounds: [talk(2, 'candidate', 0.64), talk(1, 'interviewer', 0.31), talk(3, 'candidate', null)],
  },
  'GET /api/me/next-prompts': {
    prompts: [
      prompt,
      {
        ...prompt,
        prompt: 'nine-boxes',
        title: 'Nine boxes',
        reason: { term: 'fit', skill: null, days: null, chance: 0.6 },
        loses: ['third-running'],
      },
    ],
    drill: {
      skill: 'INSIGHT',
      level: 2.3,
      low: 1.8,
      high: 2.8,
      isEarly: false,
      prompt: 'nine-boxes',
      title: 'Nine boxes',
      type: 'product-sense',
      difficulty: 'medium',
      minutes: { long: 35, short: 20 },
      share: 0.4,
      lastAt: NOVEMBER,
      dueAt: '2026-11-27T10:00:00.000Z',
    },
  },
  'GET /api/me/fixes': {
    fixes: [
      {
        session: S(1),
        round: 1,
        type: 'product-sense',
        title: 'Longer loans',
        text: 'Say the number before ranking the pains.',
        wordedAt: OCTOBER,
        isAgreed: true,
        state: 'open',
        rounds: [
          {
            session: S(2),
            round: 1,
            type: 'product-sense',
            title: 'Nine boxes',
            at: NOVEMBER,
            outcomes: [{ by: 'Tom', outcome: 'partly', at: NOVEMBER }],
            isCarriedOn: true,
          },
        ],
      },
    ],
    next: null,
    counts: { open: 1, fixed: 0, replaced: 0, dropped: 0 },
  },
};

/** Answers for somebody whom nobody has rated yet. */
export const nothingYet: Record<string, unknown> = {
  'GET /api/me/progress': {
    skills: [],
    types: [],
    basis: { rounds: 0, sessions: 0, cards: 0, raters: 0 },
    computedAt: null,
    practice: { goal: null, weeks: [week('2026-11-23', 0, 0)] },
    rounds: [],
  },
  'GET /api/me/next-prompts': { prompts: [], drill: null },
  'GET /api/me/fixes': { fixes: [], next: null, counts: { open: 0, fixed: 0, replaced: 0, dropped: 0 } },
};

const tooFew = (of: string, have: number, need: number) => ({ measurable: false, why: 'too-few', of, have, need });
const of = (k: number, n: number) => ({ k, n, share: k / n, low: 0.5, high: 0.9 });
/** Answers for somebody who has rated a few. */
export const rated: Record<string, unknown> = {
  'GET /api/me/rater': {
    ratings: 24,
    rounds: 5,
    candidates: 4,
    compared: { with: 3, apart: 2 },
    severity: { measurable: true, value: 0.36, interval: { low: 0.12, high: 0.6 } },
    halo: tooFew('ratings', 7, 10),
    centrality: { measurable: true, value: 0.05, interval: null },
    fit: { measurable: true, value: 1.1, interval: null },
    calibration: { state: 'ready', done: 0, of: 2, meanGap: null, wide: 0 },
  },
  'GET /api/agreement': {
    of: 'mine',
    types: [
      {
        type: 'product-sense',
        rounds: 12,
        dimensions: [
          {
            dimension: 'insight',
            name: 'Problem insight',
            units: 12,
            sessions: 6,
            exact: of(7, 12),
            withinOne: of(11, 12),
            alpha: { measurable: true, value: 0.62, interval: { low: 0.31, high: 0.8 }, band: 'calibrate' },
            separatesPeople: false,
          },
        ],
      },
    ],
  },
};
