import { Button, Section } from '@debrief/ui';
import { type Guide } from '@debrief/contracts';
import { type RoundState } from '@debrief/live-core';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { moment } from '../clock-words';
import { useLive, useSend } from '../live-context';
import { Table } from '../room/fact-table';
import styles from './cockpit.module.css';

type Fact = Guide['facts'][number];

/**
 * What the candidate may be told: facts, and the hidden table cut by cut, one cut for one precise question. Given
 * unasked it is a hint, which the scorecards show once they are open.
 */
export const Facts = ({ round, facts }: { round: RoundState; facts: Guide['facts'] }) => {
  const cuts = facts.filter(({ table }) => table);
  const plain = facts.filter(({ table }) => !table);
  const given = (list: Fact[]) => list.filter(({ id }) => round.facts.some(({ fact }) => fact === id)).length;
  return (
    <>
      {cuts.length > 0 && (
        <Section
          title={i18n.t('The hidden tables, cut by cut')}
          meta={i18n.t('{count} of {total} cuts given', { count: given(cuts), total: cuts.length })}
          level="h3"
        >
          <List round={round} facts={cuts} />
        </Section>
      )}
      {plain.length > 0 && (
        <Section
          title={i18n.t('Facts to give when asked')}
          meta={i18n.t('{count} of {total} given', { count: given(plain), total: plain.length })}
          level="h3"
        >
          <List round={round} facts={plain} />
        </Section>
      )}
    </>
  );
};

const List = ({ round, facts }: { round: RoundState; facts: Fact[] }) => {
  const hints = useLive((state) => state.panels[round.round]?.hints);
  const send = useSend();
  const [openId, setOpenId] = useState<string | null>(null);
  const give = (fact: string, asked: boolean) => {
    setOpenId(null);
    void send('fact.give', { round: round.round, fact, asked });
  };
  return (
    <ul className={styles.facts}>
      {facts.map((fact) => {
        const { id, label } = fact;
        const at = round.facts.find((given) => given.fact === id)?.at;
        if (at !== undefined) {
          const wasHint = hints?.some(({ kind, ref }) => kind === 'fact' && ref === id);
          const time = moment(at, round.startedAt);
          return (
            <li key={id} className={styles.given}>
              <b>{label}</b>
              <span>{wasHint ? i18n.t('given unasked {time}', { time }) : i18n.t('given {time}', { time })}</span>
            </li>
          );
        }
        const isOpen = openId === id;
        return (
          <li key={id}>
            <button
              type="button"
              className={styles.fact}
              aria-expanded={isOpen}
              onClick={() => setOpenId(isOpen ? null : id)}
            >
              <b>{label}</b>
              {!isOpen && <span>{gist(fact)}</span>}
            </button>
            <span className={styles.giveTwo}>
              <Button
                size="s"
                kind="quiet"
                className={styles.give}
                aria-label={i18n.t('Give {label}, asked for', { label })}
                onClick={() => give(id, true)}
              >
                {i18n.t('Asked for')}
              </Button>
              <Button
                size="s"
                kind="quiet"
                className={styles.giveHint}
                aria-label={i18n.t('Give {label}, unasked', { label })}
                title={i18n.t('Counts as a hint')}
                onClick={() => give(id, false)}
              >
                {i18n.t('Unasked')}
              </Button>
            </span>
            {isOpen && <More fact={fact} />}
          </li>
        );
      })}
    </ul>
  );
};

const gist = ({ noData, answer, table }: Fact): string => {
  if (noData) return i18n.t('Say that there is no data');
  return answer ?? i18n.t('Rows: {rows}', { rows: table?.rows.map(([first]) => first).join(', ') ?? '' });
};

/** The whole of it, how it may be asked for, and what to say to a question that is too vague. */
const More = ({ fact: { answer, table, label, asked, ifVague } }: { fact: Fact }) => (
  <div className={styles.factMore}>
    {answer && <p className={styles.answer}>{answer}</p>}
    {table && <Table table={table} label={label} />}
    <p className={styles.small}>
      {i18n.t('They may ask:')} {asked.join(' · ')}
    </p>
    <p className={styles.small}>
      {i18n.t('Too vague?')} “{ifVague}”
    </p>
  </div>
);
