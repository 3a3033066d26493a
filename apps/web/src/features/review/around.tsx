import type { RubricView } from '@debrief/contracts';
import { roleOf, type Moment, type RoomState, type RoundState } from '@debrief/live-core';
import { RoleShape, text } from '@debrief/ui';
import { i18n } from '../../shared/i18n';
import { Table } from '../live/room/fact-table';
import { LevelSign } from './level-sign';
import { momentText, momentTitle, sinceStart } from './moment-words';
import styles from './review.module.css';

interface Props {
  room: RoomState;
  /** The round as it ended, with what opened. */
  round: RoundState;
  /** The room as it stood then. */
  then: RoomState;
  chosen: Moment | undefined;
  rubric: RubricView | undefined;
  nameOf: (participant: string) => string;
}

/** What belongs to the chosen moment, and what was known and said up to it. */
export const Around = ({ room, round, then, chosen, rubric, nameOf }: Props) => {
  const known = then.rounds[round.round - 1];
  const facts = [
    ...(known?.facts ?? []).map((fact) => ({ ...fact, key: fact.fact })),
    ...(known?.twists ?? []).map(({ twist, at, text: words }) => ({
      key: twist,
      at,
      label: i18n.t('Twist'),
      answer: words,
      table: undefined,
    })),
  ].sort((a, b) => b.at - a.at);
  const notes = then.sharedNotes.filter((note) => note.round === round.round);
  const chat = [...then.chat.filter((line) => line.at >= (round.startedAt ?? 0)), ...notes]
    .sort((a, b) => a.at - b.at)
    .slice(-5);
  return (
    <div className={styles.around}>
      {chosen && (
        <section aria-labelledby="moment-title">
          <div className={styles.head}>
            <h2 id="moment-title" className={text.slug}>
              {i18n.t('On this moment')}
            </h2>
          </div>
          <p className={text.meta}>{momentTitle(chosen, rubric)}</p>
          {momentText(chosen) && <p className={'words' in chosen ? styles.words : undefined}>{momentText(chosen)}</p>}
          <Because moment={chosen} room={room} round={round} nameOf={nameOf} />
        </section>
      )}
      <section aria-labelledby="facts-title">
        <div className={styles.head}>
          <h2 id="facts-title" className={text.slug}>
            {i18n.t('Known by then')}
          </h2>
          <span className={text.meta}>
            {i18n.t('{n, plural, one {# fact} other {# facts}}', { n: known?.facts.length ?? 0 })}
          </span>
        </div>
        {facts.length === 0 && <p className={text.meta}>{i18n.t('Nothing given yet.')}</p>}
        <ul className={styles.facts}>
          {facts.map((fact) => (
            <li key={fact.key}>
              <details>
                <summary>
                  <span className={styles.time}>{sinceStart(fact.at, round)}</span> {fact.label}
                </summary>
                {fact.answer && <p>{fact.answer}</p>}
                {fact.table && <Table table={fact.table} label={fact.label} />}
              </details>
            </li>
          ))}
        </ul>
      </section>
      {chat.length > 0 && (
        <section aria-labelledby="chat-title">
          <div className={styles.head}>
            <h2 id="chat-title" className={text.slug}>
              {i18n.t('Said in the chat')}
            </h2>
          </div>
          <ul className={styles.chat}>
            {chat.map((line) => (
              <li key={`${line.at}-${line.participant}`}>
                <span className={text.meta}>
                  <b>{nameOf(line.participant)}</b> {sinceStart(line.at, round)}
                </span>
                <p>{line.text}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
};

/** What became of it: who cites it for which level, and what the others gave there. */
const Because = ({
  moment,
  room,
  round,
  nameOf,
}: {
  moment: Moment;
  room: RoomState;
  round: RoundState;
  nameOf: (participant: string) => string;
}) => {
  if (moment.kind === 'mark') return <p className={text.meta}>{i18n.t('A mark of yours. Only you see it.')}</p>;
  if (moment.kind === 'hint')
    return (
      <p className={text.meta}>
        {moment.hint === 'nudge'
          ? i18n.t('Help that was given. It opened with the cards.')
          : i18n.t('Given without being asked for. It opened with the cards.')}
      </p>
    );
  if (moment.kind !== 'evidence' && moment.kind !== 'shared-mark') return null;
  const given = (round.cards ?? []).flatMap(({ participant, card }) => {
    const item = card.levels.find(({ dimension }) => dimension === moment.dimension);
    return item ? [{ participant, level: item.level ?? 0 }] : [];
  });
  return (
    <ul className={styles.cites}>
      {moment.kind === 'shared-mark' && (
        <li>{i18n.t('{name} shared this mark after the cards opened.', { name: nameOf(moment.by) })}</li>
      )}
      {given
        .sort((a, b) => Number(b.participant === moment.by) - Number(a.participant === moment.by))
        .map(({ participant, level }) => (
          <li key={participant}>
            <RoleShape role={roleOf(room, participant, round.round) ?? 'observer'} />
            {moment.kind === 'evidence' && participant === moment.by
              ? i18n.t('{name} cites it for', { name: nameOf(participant) })
              : i18n.t('{name} gave', { name: nameOf(participant) })}
            <LevelSign level={level} />
          </li>
        ))}
    </ul>
  );
};
