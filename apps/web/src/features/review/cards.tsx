import { type Card, type Evidence, type RubricView } from '@debrief/contracts';
import { gaps, roleOf, type RoundState, type RoomState } from '@debrief/live-core';
import { cx, MarkGlyph, RoleShape, Section, text } from '@debrief/ui';
import { i18n } from '../../shared/i18n';
import { markKindName } from '../../shared/score-names';
import { LevelSign } from './level-sign';
import { sinceStart } from './moment-words';
import styles from './review.module.css';

export interface ShownCard {
  participant: string;
  card: Card;
  /** Locked after the cards had opened: not blind. */
  isLate: boolean;
}
interface Props {
  room: RoomState;
  round: RoundState;
  cards: ShownCard[];
  rubric: RubricView;
  nameOf: (participant: string) => string;
  onSeek: (evidence: Evidence) => void;
}

/** Every card beside the others, the widest gap first, each level with what it rests on. */
export const Cards = ({ room, round, cards, rubric, nameOf, onSeek }: Props) => {
  const rows = gaps(
    cards,
    rubric.dimensions.map(({ key }) => key),
  );
  return (
    <Section title={i18n.t('The cards, widest gap first')} meta={i18n.t('Levels 1 to 4')}>
      <div className={styles.cardHeads} style={{ '--cards': cards.length } as React.CSSProperties}>
        {cards.map(({ participant, isLate }) => (
          <div key={participant}>
            <span className={styles.who}>
              <RoleShape role={roleOf(room, participant, round.round) ?? 'observer'} /> {nameOf(participant)}
              {isLate && <em>{i18n.t('late, not blind')}</em>}
            </span>
          </div>
        ))}
      </div>
      <ol className={styles.rows}>
        {rows.map(({ dimension, levels, gap }) => (
          <li key={dimension}>
            <h3>
              {rubric.dimensions.find(({ key }) => key === dimension)?.name ?? dimension}
              <span className={cx(text.meta, gap > 0 && styles.gap)}>
                {gap > 0
                  ? i18n.t('gap {gap}', { gap })
                  : // With one level there is nothing to be alike.
                    Object.values(levels).filter((level) => level > 0).length > 1 && i18n.t('alike')}
              </span>
            </h3>
            <div className={styles.sides} style={{ '--cards': cards.length } as React.CSSProperties}>
              {cards.map(({ participant, card }) => (
                <Side
                  key={participant}
                  name={nameOf(participant)}
                  item={card.levels.find((each) => each.dimension === dimension)}
                  round={round}
                  onSeek={onSeek}
                />
              ))}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
};

const Side = ({
  name,
  item,
  round,
  onSeek,
}: {
  name: string;
  item: Card['levels'][number] | undefined;
  round: RoundState;
  onSeek: (evidence: Evidence) => void;
}) => {
  return (
    <div className={styles.side}>
      <p className={styles.given}>
        <span className={styles.onlyNarrow}>{name}</span>{' '}
        {item ? <LevelSign level={item.level ?? 0} /> : i18n.t('not on this card')}
      </p>
      {item?.evidence.map((each) => (
        <blockquote key={each.id} className={cx(styles.quote, styles[`q-${each.kind}`])}>
          <p>{each.text}</p>
          <footer>
            <MarkGlyph kind={each.kind} /> {markKindName(each.kind)}
            <button
              type="button"
              className={styles.at}
              onClick={() => onSeek(each)}
              aria-label={i18n.t('Go to {time}', { time: sinceStart(each.to, round) })}
            >
              {sinceStart(each.to, round)}
            </button>
          </footer>
        </blockquote>
      ))}
    </div>
  );
};
