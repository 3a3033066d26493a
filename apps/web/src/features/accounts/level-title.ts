import { type Me } from '@debrief/contracts';
import { i18n } from '../../shared/i18n';

/** A target level in words. */
export const levelTitle = (level: NonNullable<Me['targetLevel']>): string =>
  ({
    associate: i18n.t('Associate product manager'),
    'product-manager': i18n.t('Product manager'),
    senior: i18n.t('Senior product manager'),
    lead: i18n.t('Lead or principal'),
    head: i18n.t('Head of product'),
  })[level];
