import { type ReactNode } from 'react';
import { cx } from './cx';
import styles from './person.module.css';

const initials = (name: string): string =>
  name
    .split(' ')
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
/** The colour of a seat (0, 1, …), for initials, carets and names. Without a seat: the first colour. */
export const seatClass = (seat: number | null | undefined): string => styles[`p${((seat ?? 0) % 4) + 1}`] ?? '';

/** Initials in the colour of the seat. Decoration: the name stands beside it or names the control around it. */
export const Avatar = ({ name, seat, large }: { name: string; seat: number | null; large?: boolean }) => (
  <span className={cx(styles.av, large && styles.large, seatClass(seat))} aria-hidden="true">
    {initials(name)}
  </span>
);

export type Shape = 'candidate' | 'interviewer' | 'observer';
/** Ring, disc, triangle. */
export const RoleShape = ({ role }: { role: Shape }) => (
  <svg className={styles.rs} viewBox="0 0 10 10" aria-hidden="true">
    {role === 'candidate' && <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.8" />}
    {role === 'interviewer' && <circle cx="5" cy="5" r="4.2" fill="currentColor" />}
    {role === 'observer' && <path d="M5 .8 9.4 8.8H.6z" fill="currentColor" />}
  </svg>
);

/** Initials, name, and what this person does as a shape with its word. */
export const PersonChip = ({
  name,
  seat,
  shape,
  role,
}: {
  name: string;
  seat: number | null;
  shape?: Shape;
  role?: ReactNode;
}) => (
  <span className={styles.who}>
    <Avatar name={name} seat={seat} />
    <span className={styles.name}>{name}</span>
    {role !== undefined && (
      <span className={styles.role}>
        {shape && <RoleShape role={shape} />}
        {role}
      </span>
    )}
  </span>
);
