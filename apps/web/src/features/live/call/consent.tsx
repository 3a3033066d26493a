import { runningRecording, seated } from '@debrief/live-core';
import { type Artefact } from '@debrief/contracts';
import { Chip, CloseDialog, Dialog } from '@debrief/ui';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { firstName, useMe, useNames, useRoom, useSend } from '../live-context';
import { RecordIcon } from './icons';
import styles from './call.module.css';

const words = (artefact: Artefact): { title: string; what: string } =>
  artefact === 'recording'
    ? {
        title: i18n.t('Sound recording'),
        what: i18n.t('Runs only while everyone with a microphone agrees. Each of you can stop it and delete it.'),
      }
    : {
        title: i18n.t('Download of the recording'),
        what: i18n.t('Others may take the sound of your voice with them. Without it they can only listen here.'),
      };

/** One artefact: what it is, who has agreed, and one's own switch. Silence is no, and yes can be taken back. */
export const ConsentRow = ({ artefact }: { artefact: Artefact }) => {
  const room = useRoom();
  const me = useMe();
  const name = useNames();
  const send = useSend();
  const granted = room.consents[me]?.[artefact] === true;
  const others = seated(room).filter((each) => each !== me);
  const agreed = others.filter((each) => room.consents[each]?.[artefact] === true);
  const names = agreed.map((each) => firstName(name(each))).join(', ');
  const { title, what } = words(artefact);
  const who =
    agreed.length === 0
      ? others.length === 0
        ? ''
        : i18n.t('Nobody else has agreed.')
      : agreed.length === others.length
        ? i18n.t('All others agree: {names}.', { names })
        : i18n.t('{names} of {count} others agree.', { names, count: others.length });
  return (
    <li className={styles.consentRow}>
      <b id={`consent-${artefact}`}>{title}</b>
      <button
        type="button"
        role="switch"
        aria-checked={granted}
        aria-labelledby={`consent-${artefact}`}
        className={styles.switch}
        onClick={() => void send('consent.give', { artefact, granted: !granted })}
      />
      <p>{what}</p>
      <p role="status">{[granted ? i18n.t('You agree.') : i18n.t('You have not agreed.'), who].join(' ')}</p>
    </li>
  );
};

const artefacts: readonly Artefact[] = ['recording', 'download'];
export const ConsentRows = () => artefacts.map((artefact) => <ConsentRow key={artefact} artefact={artefact} />);

/** Always in sight in the room: whether the sound is recorded now. A press opens who has agreed, and one's own yes or no. */
export const ConsentChip = () => {
  const room = useRoom();
  const [isOpen, setOpen] = useState(false);
  const isRunning = runningRecording(room) !== undefined;
  if (room.status === 'ended') return null;
  return (
    <>
      <Chip className={styles.chip} data-on={isRunning} onClick={() => setOpen(true)} aria-haspopup="dialog">
        <RecordIcon on={isRunning} />
        <span role="status">{isRunning ? i18n.t('Recording') : i18n.t('Not recorded')}</span>
      </Chip>
      {isOpen && (
        <Dialog title={i18n.t('What you agree to')} onClose={() => setOpen(false)}>
          <ul style={{ listStyle: 'none', margin: '12px 0 16px', padding: 0 }}>
            <ConsentRows />
          </ul>
          <CloseDialog>{i18n.t('Close')}</CloseDialog>
        </Dialog>
      )}
    </>
  );
};
