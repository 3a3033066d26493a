import { Avatar, buttonClass, cx, Mark, Masthead, RoundButton, roundClass, ThemeButton } from '@debrief/ui';
import { Link, Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import { i18n } from '../shared/i18n';
import { useMe } from '../shared/me';
import { InsecureBanner } from './insecure-banner';
import { KeysSheet, useShellKeys } from './shell-keys';
import styles from './shell.module.css';

/** Masthead, page, and the keys that work on every page outside of a room. */
export const Shell = () => {
  const { data } = useMe();
  const me = data?.me;
  const [isListOpen, setListOpen] = useState(false);
  useShellKeys({ isSignedIn: Boolean(me), showList: () => setListOpen(true) });
  return (
    <>
      <Masthead
        brand={
          <Link to={me ? '/home' : '/'}>
            <Mark />
            <span>Debrief</span>
          </Link>
        }
        doorsLabel={i18n.t('Main')}
        doors={[
          me && (
            <Link key="home" to="/home">
              {i18n.t('Home')}
            </Link>
          ),
          <Link key="prompts" to="/prompts">
            {i18n.t('Prompts')}
          </Link>,
          me && (
            <Link key="rounds" to="/rounds">
              {i18n.t('Rounds')}
            </Link>
          ),
          me && (
            <Link key="progress" to="/progress">
              {i18n.t('Progress')}
            </Link>
          ),
        ].filter(Boolean)}
        end={
          <>
            <RoundButton
              className={styles.keys}
              onClick={() => setListOpen(true)}
              aria-label={i18n.t('Keys of this screen')}
            >
              ?
            </RoundButton>
            <ThemeButton label={i18n.t('Switch light and dark')} />
            {me ? (
              <Link
                to="/me"
                className={cx(roundClass, styles.profile)}
                aria-label={i18n.t('Profile of {name}', { name: me.name })}
              >
                <Avatar name={me.name} seat={0} />
              </Link>
            ) : (
              <Link to="/sign-in" className={buttonClass({ kind: 'quiet' })}>
                {i18n.t('Sign in')}
              </Link>
            )}
          </>
        }
      />
      {data?.insecure && <InsecureBanner />}
      <main id="main" tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      {isListOpen && <KeysSheet isSignedIn={Boolean(me)} onClose={() => setListOpen(false)} />}
    </>
  );
};
