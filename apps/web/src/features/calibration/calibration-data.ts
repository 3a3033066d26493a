import { type Card, routes } from '@debrief/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../shared/http';
import { readKept, writeKept } from '../../shared/kept';
import { KEPT_DRAFTS } from '../../shared/kept-drafts';

export const calibrationQuery = queryOptions({
  queryKey: ['calibration'],
  queryFn: ({ signal }) => call(routes.getCalibration, {}, signal),
});

const nameOf = (account: string, key: string): string => `${KEPT_DRAFTS}reference.${account}.${key}`;

/** What was filled in on this device and not sent; null for nothing, or for what this page no longer reads. */
export const keptCard = (account: string, key: string): Card | null => {
  const card = readKept(nameOf(account, key));
  return card !== null && typeof card === 'object' && Array.isArray((card as Card).levels) ? (card as Card) : null;
};
/** Null forgets it. A browser without storage keeps nothing; the page works all the same. */
export const keepCard = (account: string, key: string, card: Card | null): boolean =>
  writeKept(nameOf(account, key), card);
