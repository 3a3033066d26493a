import { maySpeak } from '@debrief/live-core';
import { Button } from '@debrief/ui';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { useMe, useRoom, useSend } from '../live-context';
import styles from './notes.module.css';

const MAX = 4_000;

/**
 * Shares a part of my notes with everybody in the room: a copy of the chosen words, never the notes themselves. It
 * cannot be taken back, so what will be shared is shown first.
 */
export const SharePart = ({ round, selected }: { round: number; selected: string }) => {
  const send = useSend();
  const [chosen, setChosen] = useState<string | null>(null);
  const [shared, setShared] = useState('');
  const part = selected.trim();
  const room = useRoom();
  const me = useMe();
  const share = async () => {
    if (chosen === null) return;
    const ack = await send('note.share', { round, text: chosen });
    if (!ack.ok) return;
    setShared(chosen);
    setChosen(null);
  };
  // Whoever watches shares once the cards are open.
  if (!maySpeak(room, me)) return null;
  if (chosen !== null)
    return (
      <div className={styles.share} role="group" aria-label={i18n.t('Share this part')}>
        <blockquote>{chosen}</blockquote>
        <div>
          <Button size="s" onClick={() => void share()}>
            {i18n.t('Share with everybody')}
          </Button>
          <Button size="s" kind="quiet" onClick={() => setChosen(null)}>
            {i18n.t('Keep it private')}
          </Button>
        </div>
      </div>
    );
  return (
    <p className={styles.shareLine} role="status">
      {part.length > MAX ? (
        i18n.t('A part of at most 4,000 characters can be shared.')
      ) : shared && (!part || part === shared) ? (
        i18n.t('Shared. It stands in the chat.')
      ) : part ? (
        <button
          type="button"
          // The press must not take the selection away before it is read.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setChosen(part)}
        >
          {i18n.t('Share the selected part')}
        </button>
      ) : (
        i18n.t('Select a part to share it.')
      )}
    </p>
  );
};
