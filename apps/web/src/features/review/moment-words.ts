import type { Moment, RoundState } from '@debrief/live-core';
import type { RubricView } from '@debrief/contracts';
import { i18n } from '../../shared/i18n';
import { markKindName } from '../../shared/score-names';

/** Milliseconds as `17:20`. */
export const minutesOf = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
/** Time since the round began, `17:20`. */
export const sinceStart = (at: number, { startedAt }: Pick<RoundState, 'startedAt'>): string =>
  minutesOf(at - (startedAt ?? at));

/** What a moment is, in a word or two. */
export const momentTitle = (moment: Moment, rubric: RubricView | undefined): string => {
  const dimension = (key: string) => rubric?.dimensions.find((each) => each.key === key)?.name ?? key;
  switch (moment.kind) {
    case 'phase':
      return i18n.t('Phase: {name}', { name: moment.name });
    case 'fact':
      return i18n.t('Fact: {label}', { label: moment.label });
    case 'twist':
      return i18n.t('Twist');
    case 'hint':
      return moment.hint === 'nudge' ? i18n.t('Nudge') : i18n.t('Fact, unasked');
    case 'opened':
      return i18n.t('The cards open');
    case 'evidence':
    case 'mark':
    case 'shared-mark':
      return i18n.t('{kind}, {dimension}', { kind: markKindName(moment.mark), dimension: dimension(moment.dimension) });
  }
};

/** The words that belong to it: somebody's, or the prompt's. */
export const momentText = (moment: Moment): string =>
  'words' in moment
    ? moment.words
    : 'text' in moment
      ? moment.text
      : moment.kind === 'phase'
        ? i18n.t('{minutes} minutes planned', { minutes: moment.minutes })
        : '';
