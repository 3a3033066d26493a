import { maySpeak } from '@debrief/live-core';
import { cx, seatClass, Section, text as words } from '@debrief/ui';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { i18n } from '../../../shared/i18n';
import { timeOfDay } from '../clock-words';
import { useLive, useMe, useNames, useRoom, useSend } from '../live-context';
import styles from './room.module.css';

/** What people write to each other; everybody in the room reads it and it is kept for the replay. */
export const Chat = ({ className }: { className?: string | undefined }) => {
  const room = useRoom();
  const { chat, sharedNotes, people, status } = room;
  const waiting = useLive((state) => state.pending);
  const me = useMe();
  const name = useNames();
  const send = useSend();
  const [text, setText] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const lines = [
    ...chat.map((line) => ({ ...line, isNote: false })),
    ...sharedNotes.map((note) => ({ ...note, isNote: true })),
  ].sort((a, b) => a.at - b.at);
  const unsent = waiting.filter(({ kind }) => kind === 'chat.say');
  useEffect(() => {
    list.current?.scrollTo?.({ top: list.current.scrollHeight });
  }, [lines.length, unsent.length]);
  const say = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    void send('chat.say', { text: text.trim() });
    setText('');
  };
  const others = Object.values(people).filter(({ presence }) => presence === 'here' || presence === 'away').length;
  // Alone there is nobody to write to.
  if (room.format === 'solo' && others < 2 && lines.length === 0) return null;
  return (
    <Section
      className={cx(styles.chat, className)}
      title={i18n.t('Chat')}
      meta={
        others === 2 ? i18n.t('Both of you') : others > 2 ? i18n.t('All {count} of you', { count: others }) : undefined
      }
    >
      <div ref={list} className={styles.said} tabIndex={0} role="log" aria-label={i18n.t('Chat')}>
        <ol>
          {lines.map((line, index) => (
            <li key={index}>
              <p className={styles.saidBy}>
                <b className={seatClass(people[line.participant]?.seat)}>{name(line.participant)}</b>{' '}
                <time dateTime={new Date(line.at).toISOString()}>{timeOfDay(line.at)}</time>
                {line.isNote && ` ${i18n.t('from private notes')}`}
              </p>
              <p>{line.text}</p>
            </li>
          ))}
          {unsent.map(({ op, input }) => (
            <li key={op} className={styles.unsent}>
              <p className={styles.saidBy}>
                <b className={seatClass(people[me]?.seat)}>{name(me)}</b> {i18n.t('waits to be sent')}
              </p>
              <p>{String(input['text'])}</p>
            </li>
          ))}
        </ol>
      </div>
      {status !== 'ended' && !maySpeak(room, me) && (
        <p className={words.meta}>{i18n.t('You read along. You can write once the cards are open.')}</p>
      )}
      {maySpeak(room, me) && (
        <form onSubmit={say} className={styles.say}>
          <input
            className={styles.in}
            value={text}
            maxLength={2000}
            onChange={(event) => setText(event.target.value)}
            aria-label={i18n.t('Write to everyone')}
            placeholder={i18n.t('Write to everyone')}
            autoComplete="off"
          />
        </form>
      )}
    </Section>
  );
};
