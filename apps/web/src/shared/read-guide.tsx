import { Button, CloseDialog, Dialog } from '@debrief/ui';
import { i18n } from './i18n';
import styles from './read-guide.module.css';

/** The button that opened the guide is gone by then: the keyboard goes on from the guide's start. */
export const readFrom = (guide: HTMLElement | null): void => guide?.focus({ preventScroll: true });

/** Before the first byte of a guide: what reading it costs for good. */
export const ReadGuideDialog = ({
  title,
  onRead,
  onClose,
}: {
  title: string;
  onRead: () => void;
  onClose: () => void;
}) => (
  <Dialog title={i18n.t('Read the guide of {title}?', { title })} onClose={onClose}>
    <p className={styles.cost}>
      {i18n.t(
        'This is written down, and cannot be taken back: you can interview with this prompt, and nobody can ask you it any more.',
      )}
    </p>
    <div className={styles.actions}>
      <Button
        onClick={() => {
          onClose();
          onRead();
        }}
      >
        {i18n.t('Read it')}
      </Button>
      <CloseDialog kind="quiet">{i18n.t('Leave it shut')}</CloseDialog>
    </div>
  </Dialog>
);
