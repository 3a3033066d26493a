import { Section } from '@debrief/ui';
import { type Guide, type InterviewLength } from '@debrief/contracts';
import { i18n } from '../../../shared/i18n';
import { Table } from '../room/fact-table';
import styles from './lobby.module.css';

/** The guide in reading order for four minutes: who you play, what it is really about, the script, what to watch for. */
export const GuideView = ({ guide, length }: { guide: Guide; length: InterviewLength }) => (
  <article className={styles.guide}>
    <p className={styles.slugLine}>{i18n.t('The prompt, as it will appear')}</p>
    <p className={styles.statement}>{guide.statement}</p>
    <Section title={i18n.t('Who you are')}>
      <dl className={styles.brief}>
        <dt>{i18n.t('Role')}</dt>
        <dd>{guide.roleCard.who}</dd>
        <dt>{i18n.t('Mood')}</dt>
        <dd>{guide.roleCard.mood}</dd>
        <dt>{i18n.t('Wants')}</dt>
        <dd>{guide.roleCard.wants}</dd>
        {guide.realProblem && (
          <>
            <dt>{i18n.t('Really')}</dt>
            <dd>{guide.realProblem}</dd>
          </>
        )}
      </dl>
    </Section>
    <Section title={i18n.t('The phases')} meta={i18n.t('In the room the script follows the clock')}>
      <ol className={styles.phases}>
        {guide.phases
          .filter(({ minutes }) => minutes[length] > 0)
          .map((phase) => (
            <li key={phase.key}>
              <b>
                {phase.name} <span>{i18n.t('{minutes} min', { minutes: phase.minutes[length] })}</span>
              </b>
              <p>{phase.aim}</p>
              <p className={styles.serif}>{phase.probes[0] && `“${phase.probes[0].text}”`}</p>
            </li>
          ))}
      </ol>
    </Section>
    {guide.facts.length > 0 && (
      <Section title={i18n.t('Facts, only when asked')} meta={guide.facts.length}>
        <ul className={styles.factList}>
          {guide.facts.map((fact) => (
            <li key={fact.id}>
              <b>{fact.label}</b>
              <span>{fact.noData ? i18n.t('There is no data. Say so.') : (fact.answer ?? i18n.t('A table'))}</span>
            </li>
          ))}
        </ul>
      </Section>
    )}
    {guide.twists.length > 0 && (
      <Section title={i18n.t('Twist')}>
        {guide.twists.map((twist) => (
          <p key={twist.id} className={styles.serif}>
            <b className={styles.sans}>{i18n.t('Minute {minute}', { minute: twist.minute })}</b> {twist.text}
          </p>
        ))}
      </Section>
    )}
    <Section title={i18n.t('Watch for')}>
      <ul className={styles.plainList}>
        {guide.pitfalls.map((pitfall) => (
          <li key={pitfall}>{pitfall}</li>
        ))}
      </ul>
    </Section>
    {guide.extra.map((extra) => (
      <Section key={extra.heading} title={extra.heading}>
        {extra.text && <p>{extra.text}</p>}
        {extra.table && <Table table={extra.table} label={extra.heading} />}
      </Section>
    ))}
  </article>
);
