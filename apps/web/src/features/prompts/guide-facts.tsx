import { type Guide } from '@debrief/contracts';
import { Section, text } from '@debrief/ui';
import { i18n } from '../../shared/i18n';
import { Table } from '../live/room/fact-table';
import styles from './prompts.module.css';

type Fact = Guide['facts'][number];

const whenNeverAsked = ({ ifNeverAsked }: Fact): string =>
  ifNeverAsked === 'withhold'
    ? i18n.t('Never asked: keep it.')
    : i18n.t('Never asked: give it at minute {minute}.', { minute: ifNeverAsked.minute });

/** What is given when asked, and what to say where nobody knows. */
export const Facts = ({ facts }: { facts: Guide['facts'] }) =>
  facts.length > 0 && (
    <Section title={i18n.t('Facts to give when asked')} meta={facts.length}>
      <ul className={styles.facts}>
        {facts.map((fact) => (
          <li key={fact.id}>
            <h3>
              {fact.label}
              {fact.noData && <span className={text.meta}> {i18n.t('no data')}</span>}
            </h3>
            <div>
              <p className={text.meta}>
                {i18n.t('Asked like: {examples}', { examples: fact.asked.map((words) => `“${words}”`).join(' ') })}
              </p>
              {fact.answer && <p className={styles.said}>{fact.answer}</p>}
              {fact.table && <Table table={fact.table} label={fact.label} />}
              <p className={text.meta}>
                {i18n.t('Too vague? “{question}”', { question: fact.ifVague })} {whenNeverAsked(fact)}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
