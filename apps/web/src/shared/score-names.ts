import { type MarkKind, type Overall } from '@debrief/contracts';
import { i18n } from './i18n';

export const overallName = (overall: Overall): string =>
  ({ 'strong-no': i18n.t('Strong no'), no: i18n.t('No'), yes: i18n.t('Yes'), 'strong-yes': i18n.t('Strong yes') })[
    overall
  ];

export const confidenceName = (confidence: 'low' | 'medium' | 'high'): string =>
  ({ low: i18n.t('Low'), medium: i18n.t('Medium'), high: i18n.t('High') })[confidence];

export const levelName = (level: number): string =>
  [i18n.t('Not observed'), i18n.t('Not yet'), i18n.t('Emerging'), i18n.t('Solid'), i18n.t('Strong')][level] ?? '';

export const markKindName = (kind: MarkKind): string =>
  ({ strong: i18n.t('Strong'), unclear: i18n.t('Unclear'), missed: i18n.t('Missed'), quote: i18n.t('Quote') })[kind];
