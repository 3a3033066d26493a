import { cx, Section } from '@debrief/ui';
import { type RoundState } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import { moment } from '../clock-words';
import { useNow } from '../live-context';
import { Table } from './fact-table';
import styles from './room.module.css';

const NEW_FOR = 60_000;

/** The prompt and everything given since, in the order in which it came: facts asked for and twists. */
export const Statement = ({ round }: { round: RoundState }) => {
  const now = useNow();
  const given = [
    ...round.facts.map((fact) => ({
      key: fact.fact,
      at: fact.at,
      words: fact.label,
      text: fact.answer,
      table: fact.table,
      isTwist: false,
    })),
    ...round.twists.map((twist) => ({
      key: twist.twist,
      at: twist.at,
      words: i18n.t('New'),
      text: twist.text,
      table: undefined,
      isTwist: true,
    })),
  ].sort((a, b) => a.at - b.at);
  return (
    <>
      <h2 className={styles.slug}>{i18n.t('The prompt')}</h2>
      <p className={styles.stmt}>{round.prompt?.statement}</p>
      <Section className={styles.factsSec} title={i18n.t('Facts so far')} meta={given.length || undefined}>
        {given.length === 0 && (
          <p className={styles.meta}>
            {round.lead === null
              ? i18n.t('Nothing yet. Facts and twists come by themselves, at their minute.')
              : i18n.t('Nothing yet. Facts appear here as they are asked for.')}
          </p>
        )}
        <ol className={styles.facts}>
          {given.map(({ key, at, words, text, table, isTwist }) => (
            <li key={key} className={cx((isTwist || now - at < NEW_FOR) && styles.fresh)}>
              <p className={styles.ft}>
                <b>{moment(at, round.startedAt)}</b> {words}
              </p>
              {text && <p>{text}</p>}
              {table && <Table table={table} label={words} />}
            </li>
          ))}
        </ol>
      </Section>
    </>
  );
};
