import { text } from '@debrief/ui';
import { type Card } from '@debrief/contracts';
import { MOST_AFTER_HINT, type Hint } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import { moment } from '../clock-words';
import { missingCharacters } from './card-state';
import styles from './scoring.module.css';

interface Props {
  hints: readonly Hint[];
  /** When the first of them was given, ms. */
  at: number;
  item: Card['levels'][number];
  startedAt: number | null;
}

/** A fact was given unasked on this dimension: said before somebody tries a level that needs evidence from before it. */
export const HintNote = ({ hints, at, item, startedAt }: Props) => {
  const time = moment(at, startedAt);
  const isEarned = item.evidence.some((each) => each.to < at && missingCharacters(each.text) === 0);
  return (
    <div className={styles.hinted}>
      <p>
        {i18n.t('Given unasked: {facts}.', {
          facts: hints.map((hint) => `${hint.text} (${moment(hint.at, startedAt)})`).join(', '),
        })}{' '}
        {i18n.t('A level above {level} needs evidence from before {time}.', { level: MOST_AFTER_HINT, time })}
      </p>
      <p className={text.small}>
        {isEarned
          ? i18n.t('You cite something from before {time}.', { time })
          : i18n.t('What you cite is from after {time}, or from no moment in particular.', { time })}
      </p>
    </div>
  );
};
