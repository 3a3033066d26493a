import { type Card, type RubricView } from '@debrief/contracts';
import { roleOf, type RoomState, type RoundState } from '@debrief/live-core';
import { sessionScore } from '@debrief/measure';
import { RoleShape, text } from '@debrief/ui';
import { Link } from '@tanstack/react-router';
import { i18n } from '../../shared/i18n';
import { confidenceName, overallName } from '../../shared/score-names';
import type { ShownCard } from './cards';
import styles from './review.module.css';

const levelsOf = ({ levels }: Card): Record<string, number> =>
  Object.fromEntries(levels.map(({ dimension, level }) => [dimension, level ?? 0]));
const one = (value: number): string => value.toFixed(1);

/** What everybody decided, and the score of the blind cards with how little it may be worth. */
export const Result = ({
  room,
  round,
  cards,
  rubric,
  nameOf,
}: {
  room: RoomState;
  round: RoundState;
  cards: ShownCard[];
  rubric: RubricView;
  nameOf: (participant: string) => string;
}) => {
  // The candidate's own card is no measurement of them, and a late one was not blind.
  const blind = (round.cards ?? []).filter(({ isSelf }) => !isSelf);
  const { score, interval, coverage } = sessionScore(
    blind.map(({ card }) => levelsOf(card)),
    Object.fromEntries(rubric.dimensions.map(({ key, weight }) => [key, weight])),
  );
  const count = i18n.t('{count, plural, one {# blind card} other {# blind cards}}', { count: blind.length });
  const seen = i18n.t('{percent} % of the rubric observed', { percent: Math.round(coverage * 100) });
  return (
    <dl className={styles.result}>
      {cards.map(({ participant, card, isLate }) => (
        <div key={participant}>
          <dt>
            <RoleShape role={roleOf(room, participant, round.round) ?? 'observer'} /> {nameOf(participant)}
            {isLate && <em>{i18n.t('late, not blind')}</em>}
          </dt>
          <dd>
            <b className={text.h22}>{card.overall ? overallName(card.overall) : '–'}</b>
            {card.confidence && (
              <span className={text.meta}>
                {i18n.t('{confidence} confidence', { confidence: confidenceName(card.confidence) })}
              </span>
            )}
          </dd>
        </div>
      ))}
      {blind.length > 0 && (
        <div className={styles.score}>
          <dt>{i18n.t('Score of the round')}</dt>
          <dd>
            {score === null || interval === null ? (
              <span className={text.meta}>{i18n.t('Too little was observed for a score: {seen}.', { seen })}</span>
            ) : (
              <>
                <b className={text.h22}>{i18n.t('{score} of 4', { score: one(score) })}</b>
                <Interval score={score} low={interval[0]} high={interval[1]} />
                <span className={text.meta}>
                  {i18n.t('likely {low} to {high}, from {count}, {seen}', {
                    low: one(interval[0]),
                    high: one(interval[1]),
                    count,
                    seen,
                  })}
                </span>
              </>
            )}
            <Link
              to="/rubrics/$type"
              params={{ type: rubric.type }}
              search={{ version: String(rubric.version) }}
              className={text.meta}
            >
              {i18n.t('by version {version} of the rubric', { version: rubric.version })}
            </Link>
          </dd>
        </div>
      )}
    </dl>
  );
};

/** A dot and its 90 % interval on the line from 1 to 4. */
const Interval = ({ score, low, high }: { score: number; low: number; high: number }) => {
  const x = (level: number) => 4 + (level - 1) * 32;
  return (
    <svg className={styles.interval} width="104" height="20" viewBox="0 0 104 20" aria-hidden="true">
      {[1, 2, 3, 4].map((level) => (
        <path key={level} d={`M${x(level)} 6v8`} stroke="var(--rule-2)" />
      ))}
      <path d={`M${x(low)} 10H${x(high)}`} stroke="var(--ink-2)" strokeWidth="2" />
      <circle cx={x(score)} cy="10" r="4.5" fill="var(--ink)" />
    </svg>
  );
};
