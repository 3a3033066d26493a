import { newId } from '@debrief/client';
import { isLead, lastRound, runningRecording, withoutConsent } from '@debrief/live-core';
import { Button, Chip, CloseDialog, cx, Dialog, text } from '@debrief/ui';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { firstName, useMe, useNames, useNow, useRoom, useSend } from '../live-context';
import { minutesAndSeconds } from '../clock-words';
import { Consents } from './consents';
import { EarlierRecordings } from './earlier-recordings';
import styles from './recording.module.css';

/** Says at every moment whether sound is being recorded; a press shows who agreed, and how to stop. */
export const RecordingChip = () => {
  const room = useRoom();
  const [isOpen, setOpen] = useState(false);
  const running = runningRecording(room);
  const hasCall = Object.values(room.people).some(({ microphone }) => microphone);
  if (!hasCall && room.recordings.length === 0) return null;
  return (
    <>
      <Chip onClick={() => setOpen(true)} aria-haspopup="dialog" className={cx(styles.chip, running && styles.on)}>
        <i aria-hidden="true" />
        {running ? (
          <Running since={running.startedAt} />
        ) : (
          <span className={styles.words}>{i18n.t('Not recorded')}</span>
        )}
      </Chip>
      {isOpen && <RecordingDialog onClose={() => setOpen(false)} />}
    </>
  );
};

const Running = ({ since }: { since: number }) => {
  const now = useNow();
  return (
    <>
      <span className={styles.words}>{i18n.t('Recording sound')}</span>{' '}
      <span className={styles.time}>{minutesAndSeconds(now - since, 'down')}</span>
    </>
  );
};

const RecordingDialog = ({ onClose }: { onClose: () => void }) => {
  const room = useRoom();
  const me = useMe();
  const name = useNames();
  const send = useSend();
  const running = runningRecording(room);
  const last = lastRound(room);
  const mayStart = last ? isLead(room, me, last.round) : room.host === me;
  const silent = withoutConsent(room);
  const people = Object.keys(room.people).filter((one) => room.people[one]?.microphone);
  return (
    <Dialog title={i18n.t('Recording the sound')} onClose={onClose}>
      <p className={text.meta}>
        {i18n.t(
          'One file of everybody’s sound, in step with the replay. It starts only when everybody with a microphone has agreed, and whoever was recorded can delete it at any time.',
        )}
      </p>
      <Consents />
      <ul className={styles.people} aria-label={i18n.t('Who has agreed')}>
        {people.map((one) => (
          <li key={one}>
            <span>{name(one)}</span>
            <span className={text.meta}>
              {room.consents[one]?.recording ? i18n.t('agreed') : i18n.t('not agreed yet')}
            </span>
          </li>
        ))}
        {people.length === 0 && <li className={text.meta}>{i18n.t('Nobody has a microphone in the call.')}</li>}
      </ul>
      <EarlierRecordings />
      <div className={styles.actions}>
        {running ? (
          <Button kind="danger" onClick={() => void send('recording.stop', { recording: running.recording })}>
            {i18n.t('Stop recording')}
          </Button>
        ) : (
          mayStart && (
            <Button
              kind="primary"
              disabled={silent.length > 0 || !room.people[me]?.microphone}
              onClick={() => void send('recording.start', { recording: newId() })}
            >
              {i18n.t('Start recording')}
            </Button>
          )
        )}
        <CloseDialog kind="quiet">{i18n.t('Close')}</CloseDialog>
      </div>
      {!running && (
        <p className={text.meta}>
          {!mayStart
            ? i18n.t('The lead interviewer starts it.')
            : !room.people[me]?.microphone
              ? i18n.t('Join the call with a microphone first.')
              : silent.length > 0
                ? i18n.t('Waiting for {names} to agree.', {
                    names: silent.map((one) => firstName(name(one))).join(', '),
                  })
                : ''}
        </p>
      )}
    </Dialog>
  );
};
