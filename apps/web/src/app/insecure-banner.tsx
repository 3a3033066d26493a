import { useState } from 'react';
import { i18n } from '../shared/i18n';
import styles from './shell.module.css';

/** Over plain http anybody on the way can read along and take over a sign-in; whoever runs this can change it. */
export const InsecureBanner = () => {
  const [isOpen, setOpen] = useState(true);
  if (!isOpen) return null;
  return (
    <aside className={styles.banner} aria-label={i18n.t('Connection')}>
      <p>
        <b>{i18n.t('This connection is not encrypted.')}</b>{' '}
        {i18n.t(
          'Others on the same network could read what you type and use your sign-in. Use a password you use nowhere else, and ask whoever runs this Debrief to set TLS_CERT and TLS_KEY.',
        )}
      </p>
      <button type="button" className={styles.close} onClick={() => setOpen(false)}>
        {i18n.t('Hide for now')}
      </button>
    </aside>
  );
};
