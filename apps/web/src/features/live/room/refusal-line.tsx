import { Button } from '@debrief/ui';
import { i18n } from '../../../shared/i18n';
import { useRefusals } from '../refusals';
import styles from './room.module.css';

/** Why the last press did nothing. */
export const RefusalLine = () => {
  const { last, clear } = useRefusals();
  return (
    <div role="status" aria-live="polite">
      {last && (
        <div className={styles.refusal}>
          <p>
            {last.message}
            {last.code === 'internal' && last.requestId && (
              <small> {i18n.t('Code {id}', { id: last.requestId.slice(0, 8) })}</small>
            )}
          </p>
          <Button size="s" kind="quiet" onClick={clear}>
            {i18n.t('Close')}
          </Button>
        </div>
      )}
    </div>
  );
};
