import { cx, Kbd } from '@debrief/ui';
import { type Level } from '@debrief/contracts';
import { useId } from 'react';
import { i18n } from './i18n';
import { levelName } from './score-names';
import styles from './level-choice.module.css';

interface Props {
  /** The four public sentences of the dimension, level 1 first. */
  sentences: readonly string[];
  value: Level | null;
  onChange: (level: Level) => void;
  disabled?: boolean;
  /** Why levels 1–4 cannot be chosen yet; “not observed” always can. */
  closed?: string;
}

const Pips = ({ level }: { level: number }) => (
  <span className={styles.pips} aria-hidden="true">
    {[6.5, 9, 11.5, 14].map((height, index) => (
      <i key={height} className={cx(index < level && styles.pipOn)} style={{ height }} />
    ))}
  </span>
);

/** The sentences are the control: one chooses what was seen, and the digit follows. */
export const LevelChoice = ({ sentences, value, onChange, disabled, closed }: Props) => {
  const name = useId();
  const option = (level: Level, sentence: string) => (
    <label key={level} className={cx(styles.level, styles[`l${level}`])}>
      <input
        type="radio"
        name={name}
        checked={value === level}
        disabled={disabled || (closed !== undefined && level > 0 && value !== level)}
        onChange={() => onChange(level)}
      />
      <span className={styles.digit}>
        <b>{level === 0 ? i18n.t('NO') : level}</b>
        {level > 0 && <Pips level={level} />}
      </span>
      <span className={styles.sentence}>
        <b>{levelName(level)}</b> {sentence}
      </span>
      <Kbd>{level}</Kbd>
    </label>
  );
  return (
    <fieldset className={styles.levels}>
      <legend>{i18n.t('Which sentence fits what you cited?')}</legend>
      {closed !== undefined && <p className={styles.closed}>{closed}</p>}
      {sentences.map((sentence, index) => option((index + 1) as Level, sentence))}
      {option(0, i18n.t('The session gave no opening. Leaves the sum.'))}
    </fieldset>
  );
};
