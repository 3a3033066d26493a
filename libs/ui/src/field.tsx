import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { cx } from './cx';
import styles from './field.module.css';

/** The class of every text box, for boxes that are not inside a {@link Field}. */
export const inputClass: string = styles.in ?? '';

interface Words {
  label: ReactNode;
  /** One sentence under the box; gives way to the error. */
  hint?: ReactNode;
  /** What is wrong, as one sentence a person can act on. */
  error?: ReactNode;
}
interface Wiring {
  id: string;
  className: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

const Flag = () => (
  <svg
    width="13"
    height="13"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.4"
    aria-hidden="true"
  >
    <path d="M4 14V2.5h8L10 5.5l2 3H4" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
);

/** A label, a control, and what helps or hinders it, tied together for screen readers. */
export const FieldFrame = ({ label, hint, error, children }: Words & { children: (wiring: Wiring) => ReactNode }) => {
  const id = useId();
  const words = error ?? hint;
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        className: inputClass,
        'aria-describedby': words ? `${id}-words` : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {words && (
        <p id={`${id}-words`} className={error ? styles.error : styles.hint}>
          {error ? <Flag /> : null}
          <span>{words}</span>
        </p>
      )}
    </div>
  );
};

/** One line of text with its label. */
export const Field = ({
  label,
  hint,
  error,
  className,
  ...input
}: Words & Omit<InputHTMLAttributes<HTMLInputElement>, 'id'>) => (
  <FieldFrame label={label} hint={hint} error={error}>
    {(wiring) => <input {...input} {...wiring} className={cx(wiring.className, className)} />}
  </FieldFrame>
);

/** Several lines of text with their label. */
export const AreaField = ({
  label,
  hint,
  error,
  className,
  ...area
}: Words & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'>) => (
  <FieldFrame label={label} hint={hint} error={error}>
    {(wiring) => <textarea {...area} {...wiring} className={cx(wiring.className, className)} />}
  </FieldFrame>
);

/** A native list of choices with its label. */
export const SelectField = ({
  label,
  hint,
  error,
  className,
  ...select
}: Words & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id'>) => (
  <FieldFrame label={label} hint={hint} error={error}>
    {(wiring) => <select {...select} {...wiring} className={cx(wiring.className, className)} />}
  </FieldFrame>
);
