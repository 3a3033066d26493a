import { Button } from '@debrief/ui';
import { type LiveDocState } from '@debrief/client';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import styles from './notes.module.css';

/** What the server would not take, for copying. Nothing of it is lost while this is on screen. */
export const Refused = ({ refused, onDone }: { refused: NonNullable<LiveDocState['refused']>; onDone: () => void }) => {
  const [isCopied, setCopied] = useState(false);
  return (
    <div className={styles.refused} role="alert">
      <b>{i18n.t('Your last change could not be stored.')}</b>
      <p>{refused.problem.message}</p>
      <textarea
        readOnly
        rows={5}
        value={refused.text}
        aria-label={i18n.t('Your text as it was on this device')}
        onFocus={(event) => event.target.select()}
      />
      <div>
        <Button size="s" onClick={() => void navigator.clipboard?.writeText(refused.text).then(() => setCopied(true))}>
          {isCopied ? i18n.t('Copied') : i18n.t('Copy the text')}
        </Button>
        <Button size="s" kind="quiet" onClick={onDone}>
          {i18n.t('Go on without it')}
        </Button>
      </div>
    </div>
  );
};
