import { cx, text } from '@debrief/ui';
import { i18n } from '../../shared/i18n';
import styles from './prompts.module.css';

/** A level's digit in its colour; 1 to 4. */
export const LevelBadge = ({ level }: { level: number }) => (
  <span className={cx(styles.level, styles[`l${level}`])}>
    <span className={text.vh}>{i18n.t('Level')} </span>
    {level}
  </span>
);
