import { type Rating, type RatingQuestion } from '@debrief/contracts';
import * as z from 'zod/mini';
import { readKept } from '../../../shared/kept';
import { KEPT_RATINGS } from '../../../shared/kept-drafts';

/** A rating of a partner as far as it is filled in. */
export type RatingDraft = { [K in RatingQuestion]: number | null } & Pick<Rating, 'again' | 'thanks'>;

const score = z.nullable(z.int().check(z.gte(1), z.lte(4)));
const kept = z.object({
  specific: score,
  usable: score,
  fair: score,
  kept: score,
  again: z.nullable(z.boolean()),
  thanks: z.string().check(z.maxLength(300)),
});
const blank: RatingDraft = { specific: null, usable: null, fair: null, kept: null, again: null, thanks: '' };

/** Where this browser keeps it: nothing of it is on the server before it is sent. */
export const ratingName = (me: string, round: number, partner: string): string =>
  `${KEPT_RATINGS}${me}.${round}.${partner}`;

export const keptRating = (name: string): RatingDraft => {
  const found = kept.safeParse(readKept(name));
  return found.success ? found.data : blank;
};

/** True when there is something to go on with. */
export const isBegun = (draft: RatingDraft): boolean =>
  Object.values(draft).some((value) => value !== null && value !== '');
