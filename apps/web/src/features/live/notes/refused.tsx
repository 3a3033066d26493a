import { type Unstored } from '@debrief/client';
import { docHome } from '@debrief/contracts';
import { Button } from '@debrief/ui';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { useLive, useLiveSession } from '../live-context';
import styles from './refused.module.css';

/** What the server would not take, from whichever document or press, for copying. It stays, over a reload too, until it is let go. */
export const Refused = () => {
  const live = useLiveSession();
  const unstored = useLive((state) => state.unstored);
  if (!unstored.length) return null;
  return (
    <section className={styles.refused} role="alert" aria-label={i18n.t('Not stored')}>
      {unstored.map((each) => (
        <One key={each.id} unstored={each} onDone={() => live.forgetUnstored(each.id)} />
      ))}
    </section>
  );
};

const One = ({ unstored: { from, text, problem }, onDone }: { unstored: Unstored; onDone: () => void }) => {
  const [isCopied, setCopied] = useState(false);
  return (
    <article>
      <b>{titleOf(from)}</b>
      <p>{problem.message}</p>
      <textarea
        readOnly
        rows={3}
        value={text}
        aria-label={i18n.t('Your text as it was on this device')}
        onFocus={(event) => event.target.select()}
      />
      <div>
        <Button size="s" onClick={() => void navigator.clipboard?.writeText(text).then(() => setCopied(true))}>
          {isCopied ? i18n.t('Copied') : i18n.t('Copy the text')}
        </Button>
        <Button size="s" kind="quiet" onClick={onDone}>
          {i18n.t('Go on without it')}
        </Button>
      </div>
    </article>
  );
};

const titleOf = (from: string): string => {
  if (from === 'chat.say') return i18n.t('Your message could not be stored.');
  if (from.startsWith('mark.')) return i18n.t('Your mark could not be stored.');
  const { round, kind } = docHome(from);
  if (!round) return i18n.t('Your words could not be stored.');
  if (kind === 'private') return i18n.t('Your private notes of round {round} could not be stored.', { round });
  if (kind === 'board') return i18n.t('Your board of round {round} could not be stored.', { round });
  return i18n.t('Your notes of round {round} could not be stored.', { round });
};
