import { type WireEvent } from '@debrief/contracts';
import { lastRound, type RoomState } from '@debrief/live-core';
import { useEffect, useRef, useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { firstName, useLiveSession, useMe, useNames, useRound, useRoundView } from '../live-context';
import styles from './room.module.css';

/** What an event means to somebody who does not look at the screen; undefined for what speaks for itself. */
export const announcementOf = (
  event: WireEvent,
  room: RoomState,
  me: string,
  name: (participant: string | null) => string,
): string | undefined => {
  const who = (participant: string) => firstName(name(participant));
  const phaseName = (index: number) => lastRound(room)?.phases[index]?.name ?? '';
  switch (event.kind) {
    case 'interview-started':
      return i18n.t('The round has started. The prompt is on screen: {title}.', { title: event.payload.title });
    case 'phase-started':
      return event.payload.index === 0 ? undefined : i18n.t('Now: {phase}.', { phase: phaseName(event.payload.index) });
    case 'phase-due':
      return i18n.t('The time for {phase} is over. The interviewer moves on.', {
        phase: phaseName(event.payload.index),
      });
    case 'phase-done':
      return i18n.t('The candidate is done with {phase}.', { phase: phaseName(event.payload.index) });
    case 'limit-warned':
      return event.payload.minutes === 1
        ? i18n.t('One minute to the end of the round.')
        : i18n.t('{minutes} minutes to the end of the round.', { minutes: event.payload.minutes });
    case 'clock-paused':
      return i18n.t('The clock is paused.');
    case 'clock-resumed':
      return i18n.t('The clock runs again.');
    case 'time-added':
      return i18n.t('{minutes} minutes added to {phase}.', {
        minutes: event.payload.minutes,
        phase: phaseName(event.payload.index),
      });
    case 'fact-given':
      return i18n.t('Fact given: {label}.', { label: event.payload.label });
    case 'twist-given':
      return i18n.t('New information: {text}', { text: event.payload.text });
    case 'participant-away':
      return i18n.t('{name} is away. The seat is kept.', { name: who(event.payload.participant) });
    case 'participant-back':
    case 'participant-returned':
      return event.payload.participant === me
        ? undefined
        : i18n.t('{name} is back.', { name: who(event.payload.participant) });
    case 'participant-left':
      return i18n.t('{name} has left.', { name: who(event.payload.participant) });
    case 'participant-admitted':
      return event.payload.participant === me
        ? undefined
        : i18n.t('{name} has come in.', { name: who(event.payload.participant) });
    case 'hand-raised':
      return event.payload.raised && event.payload.participant !== me
        ? i18n.t('{name} asks for a moment.', { name: who(event.payload.participant) })
        : undefined;
    case 'chat-said':
      return event.payload.participant === me
        ? undefined
        : i18n.t('{name} writes: {text}', { name: who(event.payload.participant), text: event.payload.text });
    case 'lead-taken':
      return i18n.t('{name} leads now.', { name: who(event.payload.participant) });
    case 'timekeeper-set':
      return event.payload.participant === null
        ? i18n.t('The lead keeps the time.')
        : event.payload.participant === me
          ? i18n.t('You keep the time now.')
          : i18n.t('{name} keeps the time now.', { name: who(event.payload.participant) });
    case 'scoring-started':
      return i18n.t('Scoring has begun.');
    case 'scorer-locked':
      return i18n.t('{name} has locked.', { name: who(event.payload.participant) });
    case 'cards-opened':
      return i18n.t('The cards are open.');
    case 'swap-proposed':
      return event.payload.by === me
        ? undefined
        : i18n.t('{name} asks to swap roles.', { name: who(event.payload.by) });
    case 'end-proposed':
      return event.payload.by === me
        ? undefined
        : i18n.t('{name} asks to end the session.', { name: who(event.payload.by) });
    case 'end-cancelled':
      return i18n.t('The session goes on.');
    case 'session-ended':
      return i18n.t('The session has ended.');
    default:
      return undefined;
  }
};

/** One polite voice for the whole session, with the clock's two words: at a minute and at the end of a phase. */
export const Announcer = () => {
  const live = useLiveSession();
  const me = useMe();
  const name = useNames();
  const round = useRound();
  const view = useRoundView(round);
  const [text, setText] = useState('');
  const current = useRef({ me, name });
  current.current = { me, name };
  useEffect(
    () =>
      live.onEvent((event) => {
        const words = announcementOf(event, live.get().room, current.current.me, current.current.name);
        if (words) setText(words);
      }),
    [live],
  );
  const phase = view?.phase;
  const inLastMinute = phase
    ? phase.leftMs > 0 && phase.leftMs <= 60_000 && phase.lengthMs > 60_000 && !view.isPaused
    : false;
  const phaseName = phase?.phase.name ?? '';
  useEffect(() => {
    if (inLastMinute) setText(i18n.t('One minute left in {phase}.', { phase: phaseName }));
  }, [inLastMinute, phaseName]);
  return (
    <p className={styles.vh} role="status" aria-live="polite">
      {text}
    </p>
  );
};
