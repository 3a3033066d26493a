import { type InterviewLength, type InterviewType, type SessionFormat } from '@debrief/contracts';
import { playedMinutes } from '@debrief/live-core';
import { i18n } from './i18n';

/** What a type is called as a heading or in a list; `metrics and execution` inside a sentence is its lower case. */
export const interviewTypeTitle = (type: InterviewType): string =>
  ({
    'product-sense': i18n.t('Product sense'),
    metrics: i18n.t('Metrics and execution'),
    estimation: i18n.t('Estimation'),
    strategy: i18n.t('Strategy'),
    behavioural: i18n.t('Behavioural and leadership'),
    technical: i18n.t('Technical'),
    'resume-impact': i18n.t('Résumé impact'),
  })[type];

/**
 * Minutes of interview. Estimation and résumé impact are always 20, whatever was asked for; a long case is shorter in a
 * format that has no room for all of it.
 */
export const interviewMinutes = (type: InterviewType, length: InterviewLength, format: SessionFormat = 'one-way') =>
  playedMinutes(format, length === 'long' && lengthsOf(type).includes('long') ? 35 : 20);

/** The lengths a type is offered in, short first. */
export const lengthsOf = (type: InterviewType): InterviewLength[] =>
  type === 'estimation' || type === 'resume-impact' ? ['short'] : ['short', 'long'];
