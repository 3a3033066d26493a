import { i18n } from './i18n';

/** A key such as `cargo-bikes` as words. */
const wordsOf = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1).replaceAll('-', ' ');

/** What a style of interview is called; one that this page does not know yet is shown as it is. */
export const styleName = (style: string): string =>
  ({
    'consumer-scale': i18n.t('Large-scale consumer'),
    generalist: i18n.t('Generalist'),
    'principles-led': i18n.t('Led by principles'),
    'platform-api': i18n.t('Platform and API'),
    startup: i18n.t('Startup'),
    enterprise: i18n.t('Enterprise'),
    regulated: i18n.t('Regulated trade'),
    marketplace: i18n.t('Marketplace'),
  })[style] ?? wordsOf(style);

/** What `metrics.diagnose` is called beside its kind: authors may add their own, so these are words made of the key. */
export const subtypeName = (subtype: string): string => wordsOf(subtype.slice(subtype.indexOf('.') + 1));
