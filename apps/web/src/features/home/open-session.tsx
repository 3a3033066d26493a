import { type Me, type SessionView } from '@debrief/contracts';
import { buttonClass, PersonChip, text } from '@debrief/ui';
import { Link } from '@tanstack/react-router';
import { dayOf, timeOf } from '../../shared/days';
import { i18n } from '../../shared/i18n';
import styles from './home.module.css';
import { lengthWords, sessionTitle, wayIn } from './session-words';

/** The session that has not ended: the one thing to go back to. */
export const OpenSession = ({ session, me }: { session: SessionView; me: Me }) => {
  const isLobby = session.status === 'lobby';
  const alone = session.people.length < 2;
  return (
    <section className={styles.next}>
      <div>
        <p className={text.meta}>
          <b className={styles.now}>{isLobby ? i18n.t('Not started yet') : i18n.t('Running now')}</b>{' '}
          {i18n.t('created {day}, {time}', {
            day: dayOf(session.createdAt, me.timeZone),
            time: timeOf(session.createdAt, me.timeZone),
          })}
        </p>
        <h1 className={text.h36}>{sessionTitle(session)}</h1>
        <ul className={styles.people}>
          {session.people.map(({ participant, name, seat, isHost, isGuest }) => (
            <li key={participant}>
              <PersonChip
                name={name}
                seat={seat}
                role={isHost ? i18n.t('host') : isGuest ? i18n.t('guest') : undefined}
              />
            </li>
          ))}
          <li className={text.meta}>{lengthWords(session)}</li>
        </ul>
        {isLobby && alone && session.format !== 'solo' && (
          <p className={text.meta}>{i18n.t('Nobody else has opened the link. You find it again in the lobby.')}</p>
        )}
      </div>
      <div className={styles.act}>
        <Link
          to="/s/$session"
          params={{ session: session.session }}
          className={buttonClass({ kind: 'primary', size: 'l' })}
        >
          {wayIn(session)}
        </Link>
        <Link to="/new" className={text.link}>
          {i18n.t('Start another')}
        </Link>
      </div>
    </section>
  );
};
