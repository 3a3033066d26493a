import { type Me, type RouteResult, type routes } from '@debrief/contracts';
import { PersonChip, RoleShape, Section, text } from '@debrief/ui';
import { Link } from '@tanstack/react-router';
import { dayOf } from '../../shared/days';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { roleWord, roundStateWord } from '../../shared/round-words';
import styles from './home.module.css';
import { listOf } from './session-words';

type Round = RouteResult<typeof routes.listRounds>['rounds'][number];

/** Whom I met in this round: the other side of the table. */
const partners = ({ role, candidate, interviewers }: Round): string =>
  role === 'candidate' ? listOf(interviewers) : candidate;

export const RecentRounds = ({ rounds, me, hasMore }: { rounds: Round[]; me: Me; hasMore: boolean }) => (
  <Section
    title={i18n.t('Recent rounds')}
    meta={
      <Link to="/rounds" className={text.link}>
        {hasMore ? i18n.t('All rounds') : i18n.t('Open the list')}
      </Link>
    }
  >
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{i18n.t('Round')}</th>
          <th scope="col" className={styles.wide}>
            {i18n.t('With')}
          </th>
          <th scope="col" className={styles.wide}>
            {i18n.t('You were')}
          </th>
          <th scope="col" className={styles.right}>
            {i18n.t('State')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rounds.map((round) => (
          <tr key={`${round.session}:${round.round}`}>
            <th scope="row">
              {round.state === 'running' ? (
                <Link to="/s/$session" params={{ session: round.session }} className={styles.name}>
                  {round.title ?? interviewTypeTitle(round.type)}
                </Link>
              ) : (
                <Link
                  to="/s/$session/review"
                  params={{ session: round.session }}
                  search={{ round: String(round.round) }}
                  className={styles.name}
                >
                  {round.title ?? interviewTypeTitle(round.type)}
                </Link>
              )}
              <span className={text.meta}>
                {interviewTypeTitle(round.type)}, {dayOf(round.startedAt, me.timeZone)}
                <span className={styles.only}>
                  {partners(round) ? i18n.t(', with {name}', { name: partners(round) }) : i18n.t(', alone')}
                </span>
              </span>
            </th>
            <td className={styles.wide}>
              {partners(round) ? (
                <PersonChip name={partners(round)} seat={null} />
              ) : (
                <span className={text.meta}>{i18n.t('Nobody, a solo drill')}</span>
              )}
            </td>
            <td className={styles.wide}>
              <span className={styles.role}>
                <RoleShape role={round.role} /> {roleWord(round.role)}
              </span>
            </td>
            <td className={styles.right}>
              <span className={round.state === 'running' ? styles.running : text.meta}>
                {roundStateWord(round.state)}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Section>
);
