import { i18n } from '../../../shared/i18n';
import styles from './board.module.css';

/** Stands where the board would be when its program did not arrive. */
export const BoardGone = () => (
  <p className={styles.waiting} role="alert">
    {i18n.t('The board did not arrive. Check the connection and reload the page; nothing is lost.')}
  </p>
);
