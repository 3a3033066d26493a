import { i18n } from '../../shared/i18n';
import { levelName } from '../../shared/score-names';
import styles from './review.module.css';

/** A level as digit and word; 0 is “not observed”, dashed. */
export const LevelSign = ({ level }: { level: number }) => (
  <span className={styles.level} data-level={level}>
    <b>{level || i18n.t('NO')}</b> {levelName(level)}
  </span>
);
