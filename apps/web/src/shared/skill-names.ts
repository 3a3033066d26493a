import { i18n } from './i18n';

/** What a skill is called; a code that this page does not know yet is shown as it is. */
export const skillName = (code: string): string =>
  ({
    FRAME: i18n.t('Goal framing'),
    USER: i18n.t('User choice'),
    INSIGHT: i18n.t('Problem insight'),
    SOLVE: i18n.t('Solution quality'),
    MEASURE: i18n.t('Measures'),
    DECOMP: i18n.t('Decomposition'),
    DATA: i18n.t('Evidence and data'),
    DECIDE: i18n.t('Decision'),
    QUANT: i18n.t('Numbers'),
    STRAT: i18n.t('Strategy'),
    OWN: i18n.t('Ownership'),
    INFLUENCE: i18n.t('Influence'),
    IMPACT: i18n.t('Impact'),
    TECH: i18n.t('Technical picture'),
    COMM: i18n.t('Clarity'),
  })[code] ?? code;
