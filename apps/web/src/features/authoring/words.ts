import { type Authored, type reviewChecks } from '@debrief/contracts';
import { i18n } from '../../shared/i18n';

export const stateName = ({ state }: Pick<Authored, 'state'>): string =>
  ({
    draft: i18n.t('Draft'),
    'in-review': i18n.t('In review'),
    private: i18n.t('Only yours'),
    public: i18n.t('Published'),
    retired: i18n.t('Retired'),
  })[state];

/** Where a prompt stands, in one line. */
export const standingWords = ({ state, version, reviewVersion, isChanged }: Authored): string => {
  if (state === 'retired') return i18n.t('Nobody is offered it; old sessions keep their version.');
  if (state === 'in-review') return i18n.t('Version {reviewVersion} waits for reviews.', { reviewVersion });
  if (state === 'draft') return i18n.t('Only you know of it.');
  const offered =
    state === 'public'
      ? i18n.t('Version {version} is offered to everybody', { version })
      : i18n.t('You can host sessions with version {version}', { version });
  if (reviewVersion !== null)
    return i18n.t('{offered}; version {reviewVersion} waits for reviews.', { offered, reviewVersion });
  return isChanged ? i18n.t('{offered}; the draft has changed since.', { offered }) : `${offered}.`;
};

type Check = (typeof reviewChecks)[number];
/** The points of a review, each as a sentence to say yes to. */
export const checkSentence = (check: Check): string =>
  ({
    realistic: i18n.t('A named person in a concrete situation has the problem; no brand or local knowledge is needed.'),
    fair: i18n.t(
      'No culture, sport, wealth or trade is taken for granted, nobody is a stereotype, and the English is plain.',
    ),
    discriminates: i18n.t(
      'In each dimension the level 2 and the level 4 answer are different thoughts; a tempting wrong path exists.',
    ),
    playable: i18n.t(
      'After four minutes with the guide I could run it: likely questions are answered, every phase has its nudge.',
    ),
    correct: i18n.t(
      'Numbers agree everywhere and have units; harms are named where they are real; nobody’s personal data is in it.',
    ),
    original: i18n.t('I know of no other prompt that it is taken from.'),
  })[check];
