import { CloseDialog, Dialog } from '@debrief/ui';
import { i18n } from '../../../shared/i18n';
import { useDeskState } from './call-context';
import { type CallDesk } from './call-desk';
import { Pickers } from './pickers';
import styles from './call.module.css';

/** Devices of a running call; a change is heard and seen at once. */
export const DeviceDialog = ({ desk, onClose }: { desk: CallDesk; onClose: () => void }) => {
  const { call, choices } = useDeskState(desk);
  const hears = call.part === 'hear';
  return (
    <Dialog title={hears ? i18n.t('Speaker') : i18n.t('Camera, microphone and speaker')} onClose={onClose}>
      <div className={styles.inDialog}>
        <Pickers desk={desk} hears={hears} />
        {!hears && (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={choices.hidesSelf}
              onChange={(event) => desk.hideSelf(event.target.checked)}
            />
            <span>{i18n.t('Hide my own picture from me. The others still see it.')}</span>
          </label>
        )}
      </div>
      <CloseDialog>{i18n.t('Done')}</CloseDialog>
    </Dialog>
  );
};
