import { roleOf, type RoundState } from '@debrief/live-core';
import { type Shape } from '@debrief/ui';
import { useLive, useRoom } from '../live-context';
import styles from './debrief.module.css';

/** How somebody is shown on the scale, in the head and beside a quote. */
export interface PersonSign {
  readonly shape: Shape;
  /** Where several have the same shape: then the shape alone does not say whose it is. */
  readonly letters: string | undefined;
}

/** The signs of those whose cards are shown, the same in every place and on every screen. */
export const useSigns = (round: RoundState, cards: readonly { participant: string }[]) => {
  const room = useRoom();
  const people = useLive((state) => state.people);
  const shapeOf = (participant: string): Shape => roleOf(room, participant, round.round) ?? 'observer';
  const begin = (participant: string, letters: number) =>
    [...(people.find((person) => person.participant === participant)?.name ?? '')].slice(0, letters).join('');
  return (participant: string): PersonSign => {
    const shape = shapeOf(participant);
    const alike = cards.filter((other) => other.participant !== participant && shapeOf(other.participant) === shape);
    const isClear = alike.every((other) => begin(other.participant, 1) !== begin(participant, 1));
    return { shape, letters: alike.length ? begin(participant, isClear ? 1 : 2) : undefined };
  };
};

/** The sign around the origin of a drawing, 9 px to each side. */
export const SignShape = ({ shape, letters }: PersonSign) => (
  <>
    {shape === 'candidate' && <circle r="7.5" fill="var(--paper)" stroke="var(--accent)" strokeWidth="3" />}
    {shape === 'interviewer' && <circle r="9" fill="var(--ink)" stroke="var(--paper)" strokeWidth="1.5" />}
    {shape === 'observer' && <path d="M0 -10l10 18h-20z" fill="var(--p3)" stroke="var(--paper)" strokeWidth="1.5" />}
    {letters && (
      <text className={styles.initial} y={shape === 'observer' ? 6 : 3.5} textAnchor="middle">
        {letters}
      </text>
    )}
  </>
);

/** The same sign in a line of text; the name that it stands beside says what it means. */
export const Sign = (sign: PersonSign) => (
  <svg className={styles.sign} viewBox="-11 -11 22 22" aria-hidden="true">
    <SignShape {...sign} />
  </svg>
);
