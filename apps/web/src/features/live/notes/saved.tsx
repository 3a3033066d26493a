import { type LiveDocState } from '@debrief/client';
import { i18n } from '../../../shared/i18n';
import { timeOfDay } from '../clock-words';
import styles from './notes.module.css';

/** Where the words are: on the server since a time, on the way, or here until there is a connection again. */
export const Saved = ({ state: { sync, savedAt, isWritable } }: { state: LiveDocState }) => {
  const words =
    sync === 'offline'
      ? i18n.t('Saved here, will sync')
      : sync === 'saving'
        ? i18n.t('Saving')
        : sync === 'opening'
          ? i18n.t('Opening')
          : !isWritable
            ? i18n.t('Read only')
            : savedAt === null
              ? i18n.t('Saved')
              : i18n.t('Saved {time}', { time: timeOfDay(savedAt) });
  return <span className={styles.saved}>{words}</span>;
};
