import { Button, cx } from '@debrief/ui';
import { type Card, type RubricView } from '@debrief/contracts';
import { gaps, type Gap, type RoundState } from '@debrief/live-core';
import { useState } from 'react';
import { Quote } from '../parts';
import { i18n } from '../../../shared/i18n';
import { moment } from '../clock-words';
import { firstName, useMe, useNames } from '../live-context';
import { levelName } from '../../../shared/score-names';
import { GapScale, type Point } from './gap-scale';
import { gapNumber, sensesOf, widthOf, type Senses } from './gap-senses';
import { Sign, useSigns } from './signs';
import styles from './debrief.module.css';

export interface ShownCard {
  participant: string;
  card: Card;
  isLate: boolean;
}
interface Props {
  round: RoundState;
  rubric: RubricView;
  cards: ShownCard[];
}

/** Widest gap first. The quotes stand before the levels: people talk about what happened, then about the number. */
export const Gaps = ({ round, rubric, cards }: Props) => {
  const signOf = useSigns(round, cards);
  const late = new Set(cards.filter(({ isLate }) => isLate).map(({ participant }) => participant));
  const rows = gaps(
    cards,
    rubric.dimensions.map(({ key }) => key),
  )
    .map((row) => ({ ...row, senses: sensesOf(row, round.candidate, late) }))
    .sort((a, b) => widthOf(b.senses) - widthOf(a.senses));
  return (
    <section aria-labelledby="gaps-title" className={styles.gapsSec}>
      <div className={styles.gapsHead}>
        <h2 id="gaps-title">{i18n.t('Gaps, widest first')}</h2> <span className={styles.meta}>{i18n.t('Gap')}</span>
        <div className={styles.scaleWords} aria-hidden="true">
          {[1, 2, 3, 4].map((level) => (
            <span key={level}>
              {level} <em>{levelName(level)}</em>
            </span>
          ))}
        </div>
      </div>
      <ol className={styles.gaps}>
        {rows.map((row, index) => (
          <GapRow
            key={row.dimension}
            row={row}
            isFirst={index === 0}
            round={round}
            rubric={rubric}
            cards={cards}
            signOf={signOf}
          />
        ))}
      </ol>
    </section>
  );
};

const GapRow = ({
  row,
  isFirst,
  round,
  rubric,
  cards,
  signOf,
}: Props & { row: Gap & { senses: Senses }; isFirst: boolean; signOf: ReturnType<typeof useSigns> }) => {
  const me = useMe();
  const name = useNames();
  const width = widthOf(row.senses);
  const [isOpen, setOpen] = useState(width > 0);
  const title = rubric.dimensions.find(({ key }) => key === row.dimension)?.name ?? row.dimension;
  const points: Point[] = cards.flatMap(({ participant, isLate }) => {
    const level = row.levels[participant];
    return level === undefined
      ? []
      : [
          {
            name: firstName(name(participant)),
            sign: signOf(participant),
            level,
            isLate,
          },
        ];
  });
  const unseen = cards
    .filter(({ participant }) => row.levels[participant] === 0)
    .map(({ participant }) => firstName(name(participant)));
  const quotes = cards.flatMap(({ participant, card, isLate }) =>
    (card.levels.find(({ dimension }) => dimension === row.dimension)?.evidence ?? []).map((evidence) => ({
      participant,
      isLate,
      evidence,
    })),
  );
  return (
    <li className={cx(isFirst && width > 0 && styles.widest, width === 0 && styles.equal)}>
      <div className={styles.gapTitle}>
        <h3>{title}</h3>
        {width > 0 && <span className={styles.meta}>{senseWords(row.senses)}</span>}
        {unseen.length > 0 && (
          <span className={styles.meta}>{i18n.t('{names}: not observed', { names: unseen.join(', ') })}</span>
        )}
        {width === 0 && quotes.length > 0 && (
          <Button size="s" kind="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? i18n.t('Hide evidence') : i18n.t('Evidence')}
          </Button>
        )}
      </div>
      {isOpen && quotes.length > 0 && (
        <div className={styles.why}>
          {quotes.map(({ participant, isLate, evidence }) => (
            <Quote
              key={participant + evidence.id}
              kind={evidence.kind}
              text={evidence.text}
              by={
                <>
                  <Sign {...signOf(participant)} />
                  <span>
                    {participant === me
                      ? i18n.t('You cite this')
                      : i18n.t('{name} cites this', { name: name(participant) })}{' '}
                    {isLate && i18n.t('(late)')}
                  </span>
                  <time className={styles.at}>{moment(evidence.to, round.startedAt)}</time>
                </>
              }
            />
          ))}
        </div>
      )}
      <div className={styles.gapLine}>
        <GapScale points={points} />
        <span className={styles.gapNumber} aria-label={i18n.t('Gap {gap}', { gap: gapNumber(width) })}>
          {gapNumber(width)}
        </span>
      </div>
    </li>
  );
};

/** Which sense a gap has; both are said where both are there. */
const senseWords = ({ self, scorers }: Senses): string =>
  [
    self !== null &&
      Math.abs(self) > 0 &&
      (self > 0
        ? i18n.t('own view {gap} above the scorers’', { gap: gapNumber(self) })
        : i18n.t('own view {gap} below the scorers’', { gap: gapNumber(self) })),
    scorers !== null && scorers > 0 && i18n.t('scorers {gap} apart', { gap: gapNumber(scorers) }),
  ]
    .filter(Boolean)
    .join(', ');
