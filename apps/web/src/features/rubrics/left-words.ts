import { i18n } from '../../shared/i18n';

/** What is left to give of the 100, in words. */
export const leftWords = (left: number): string =>
  left === 0
    ? i18n.t('The weights sum to 100')
    : left > 0
      ? i18n.t('{left} left to give', { left })
      : i18n.t('{over} too many', { over: -left });
