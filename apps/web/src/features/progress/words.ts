import { i18n } from '../../shared/i18n';
import { skillName } from '../../shared/skill-names';
import type { Progress } from './progress-data';

/** One decimal, as levels are said: `2.4`. */
export const tenth = (value: number): string => value.toFixed(1);
export const percent = (share: number): string => i18n.t('{n} %', { n: Math.round(share * 100) });

export const cards = (count: number): string => i18n.t('{count, plural, one {# level} other {# levels}}', { count });
export const sessions = (count: number): string =>
  i18n.t('{count, plural, one {# session} other {# sessions}}', { count });
export const raters = (count: number): string => i18n.t('{count, plural, one {# person} other {# people}}', { count });

export interface Estimate {
  level: number;
  low: number;
  high: number;
  isEarly: boolean;
  sessions: number;
  raters: number;
  raw: { mean: number; count: number };
}

/** A level with all that it must never be said without. */
export const estimateWords = ({ level, low, high, isEarly, sessions: of, raters: by }: Estimate): string =>
  i18n.t('{level}, likely between {low} and {high}, from {sessions} and {raters}{early}', {
    level: tenth(level),
    low: tenth(low),
    high: tenth(high),
    sessions: sessions(of),
    raters: raters(by),
    early: isEarly ? i18n.t(', an early estimate') : '',
  });

/**
 * The page in one sentence: what is surely above the bar, and what is furthest below it. Only what the intervals carry is
 * said; as long as they carry nothing, that is what it says.
 */
export const headline = (skills: Progress['skills']): string => {
  const known = skills.filter(({ isEarly }) => !isEarly);
  if (known.length === 0) return i18n.t('Too early to tell. Each blind card narrows it.');
  const solid = known.filter(({ low }) => low >= 3).sort((a, b) => b.level - a.level)[0];
  const open = known.filter(({ high }) => high < 3).sort((a, b) => a.level - b.level)[0];
  if (solid && open)
    return i18n.t('{strong} holds. {weak} is still open.', {
      strong: skillName(solid.skill),
      weak: skillName(open.skill),
    });
  if (open) return i18n.t('{weak} is what to work on.', { weak: skillName(open.skill) });
  if (solid) return i18n.t('{strong} holds; nothing is surely below Solid.', { strong: skillName(solid.skill) });
  return i18n.t('Nothing is surely above or below Solid yet.');
};

/** What moved between two points of a trend, said no louder than the intervals allow. */
export const changeWords = (first: { level: number; low: number; high: number }, now: typeof first): string => {
  const moved = now.level - first.level;
  const by = tenth(Math.abs(moved));
  if (by === '0.0') return i18n.t('No change so far.');
  const overlaps = first.high >= now.low && now.high >= first.low;
  if (overlaps)
    return moved > 0
      ? i18n.t('Up {by}, within what chance alone would do.', { by })
      : i18n.t('Down {by}, within what chance alone would do.', { by });
  return moved > 0 ? i18n.t('Up {by}, more than chance.', { by }) : i18n.t('Down {by}, more than chance.', { by });
};
