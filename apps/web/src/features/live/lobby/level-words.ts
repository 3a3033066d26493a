import { i18n } from '../../../shared/i18n';

/** A target level as people say it. */
export const levelWords = (level: string | null | undefined): string =>
  ({
    associate: i18n.t('Associate product manager'),
    'product-manager': i18n.t('Product manager'),
    senior: i18n.t('Senior product manager'),
    lead: i18n.t('Lead product manager'),
    head: i18n.t('Head of product'),
  })[level ?? ''] ?? i18n.t('Not said');
