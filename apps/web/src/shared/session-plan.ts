import { type InterviewLength, type InterviewType, type SessionFormat } from '@debrief/contracts';
import { planOf, type PlanStep } from '@debrief/live-core';
import { i18n } from './i18n';
import { interviewMinutes } from './interview-names';

interface Planned {
  format: SessionFormat;
  type: InterviewType;
  length: InterviewLength;
}
/** What a session plans from beginning to end; both rounds of a swap are in it. */
export const planFor = ({ format, type, length }: Planned): PlanStep[] =>
  planOf(format, length, interviewMinutes(type, length));

/** All of it, in minutes. */
export const planMinutes = (session: Planned): number =>
  planFor(session).reduce((sum, { minutes }) => sum + minutes, 0);

export const formatName = (format: SessionFormat): string =>
  ({
    swap: i18n.t('Swap'),
    'one-way': i18n.t('One way'),
    panel: i18n.t('Panel'),
    fishbowl: i18n.t('Fishbowl'),
    solo: i18n.t('Solo drill'),
  })[format];

/** What people do in a step, as a list shows it. */
export const stepWords = (key: PlanStep['key'], format: SessionFormat): string =>
  ({
    'set-up': i18n.t('Set up'),
    brief: i18n.t('Read the guide'),
    interview: i18n.t('Interview'),
    scoring: format === 'solo' ? i18n.t('Judge yourself') : i18n.t('Score blind'),
    reveal: i18n.t('Cards open'),
    debrief: format === 'panel' ? i18n.t('Debrief') : i18n.t('Cards open, debrief'),
    advice: i18n.t('Written advice'),
    spread: i18n.t('See how far the cards are apart'),
    calibrate: i18n.t('Talk about the two widest gaps, lowest and highest first'),
    answer: i18n.t('Whoever performed answers'),
    guide: i18n.t('Guide and replay open'),
    're-score': i18n.t('Judge it again'),
    'look-back': i18n.t('Replay the weakest phase'),
    plan: format === 'solo' ? i18n.t('One fix for next time') : i18n.t('Agree on what is next'),
  })[key];
