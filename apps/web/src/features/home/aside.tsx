import { interviewTypes, type Me, type SessionView } from '@debrief/contracts';
import { buttonClass, Section, text } from '@debrief/ui';
import { Link } from '@tanstack/react-router';
import { dayOf } from '../../shared/days';
import { i18n } from '../../shared/i18n';
import { interviewMinutes, interviewTypeTitle, lengthsOf } from '../../shared/interview-names';
import styles from './home.module.css';
import { sessionTitle, wayIn } from './session-words';

/** Every other session that has not ended. */
export const AlsoOpen = ({ sessions, me }: { sessions: SessionView[]; me: Me }) => (
  <Section title={i18n.t('Also open')} meta={sessions.length}>
    <ul className={styles.rows}>
      {sessions.map((session) => (
        <li key={session.session}>
          <div>
            <p className={text.bold}>{sessionTitle(session)}</p>
            <p className={text.meta}>{dayOf(session.createdAt, me.timeZone)}</p>
          </div>
          <Link
            to="/s/$session"
            params={{ session: session.session }}
            className={buttonClass({ size: 's' })}
            aria-label={i18n.t('{action}: {title}', { action: wayIn(session), title: sessionTitle(session) })}
          >
            {wayIn(session)}
          </Link>
        </li>
      ))}
    </ul>
  </Section>
);

export const KeepEverything = () => (
  <Section title={i18n.t('Keep everything')}>
    <p className={text.meta}>
      {i18n.t('You are here as a guest. With an e-mail address and a password these sessions stay yours.')}
    </p>
    <Link to="/sign-up" search={{ next: '/home' }} className={buttonClass()}>
      {i18n.t('Add e-mail and password')}
    </Link>
  </Section>
);

export const Sample = ({ example }: { example: string }) => (
  <Section title={i18n.t('Sample session')}>
    <p className={text.meta}>{i18n.t('A finished example with both cards, the evidence and the whole timeline.')}</p>
    <Link to="/s/$session/review" params={{ session: example }} className={text.link}>
      {i18n.t('Open the sample review')}
    </Link>
  </Section>
);

/** Every kind of interview at either length, one press from its new session. */
export const Kinds = () => (
  <Section title={i18n.t('Start one of these')} meta={i18n.t('min')}>
    <ul className={styles.kinds}>
      {interviewTypes.map((type) => (
        <li key={type}>
          {interviewTypeTitle(type)}
          <span>
            {lengthsOf(type).map((length) => (
              <Link
                key={length}
                to="/new"
                search={{ type, length }}
                aria-label={i18n.t('{type}, {minutes} minutes', {
                  type: interviewTypeTitle(type),
                  minutes: interviewMinutes(type, length),
                })}
              >
                {interviewMinutes(type, length)}
              </Link>
            ))}
          </span>
        </li>
      ))}
    </ul>
  </Section>
);
