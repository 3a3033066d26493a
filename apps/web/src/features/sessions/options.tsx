import { type ReactNode } from 'react';
import styles from './sessions.module.css';

interface Option<T extends string> {
  value: T;
  name: ReactNode;
  /** One line that says what choosing it means. */
  means?: ReactNode;
  /** Cannot be chosen now; `means` says why. */
  isOff?: boolean;
}
/** A question with its answers as radios; arrow keys move, the whole row is the target. */
export const Options = <T extends string>({
  legend,
  name,
  value,
  options,
  onChange,
  inline,
}: {
  legend: string;
  name: string;
  value: T;
  options: Option<T>[];
  onChange: (value: T) => void;
  /** Side by side instead of one under the other. */
  inline?: boolean;
}) => (
  <fieldset className={styles.group}>
    <legend>{legend}</legend>
    <div className={inline ? styles.inline : styles.rows}>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.isOff}
            onChange={() => onChange(option.value)}
          />
          <span>
            <b>{option.name}</b>
            {option.means !== undefined && <small>{option.means}</small>}
          </span>
        </label>
      ))}
    </div>
  </fieldset>
);
