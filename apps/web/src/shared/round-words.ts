import { type Role, type RouteResult, type routes } from '@debrief/contracts';
import { i18n } from './i18n';

type RoundRow = RouteResult<typeof routes.listRounds>['rounds'][number];

export const roleWord = (role: Role): string =>
  ({ candidate: i18n.t('candidate'), interviewer: i18n.t('interviewer'), observer: i18n.t('observer') })[role];

/** Where a past or running round stands, in a list. */
export const roundStateWord = (state: RoundRow['state']): string =>
  ({
    running: i18n.t('Running'),
    'waiting-for-cards': i18n.t('Waiting for cards'),
    open: i18n.t('Cards open'),
    lapsed: i18n.t('No cards'),
  })[state];
