import { routes } from '@debrief/contracts';
import { mayDeleteRecording, type RecordingState } from '@debrief/live-core';
import { Button, text } from '@debrief/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { timeOf } from '../../../shared/days';
import { call } from '../../../shared/http';
import { i18n } from '../../../shared/i18n';
import { ProblemNote } from '../../../shared/problem-note';
import { useMe, useRoom, useSessionId } from '../live-context';
import styles from './recording.module.css';

/** What has been recorded in this session, with the way to delete it. */
export const EarlierRecordings = () => {
  const room = useRoom();
  const me = useMe();
  const kept = room.recordings.filter(({ deletedAt }) => deletedAt === null);
  if (!kept.length || !mayDeleteRecording(room, me)) return null;
  return (
    <ul className={styles.people} aria-label={i18n.t('Recordings')}>
      {kept.map((recording) => (
        <Row key={recording.recording} recording={recording} />
      ))}
    </ul>
  );
};

const Row = ({ recording: { recording, startedAt, stoppedAt } }: { recording: RecordingState }) => {
  const session = useSessionId();
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation({ mutationFn: () => call(routes.deleteRecording, { params: { session, recording } }) });
  const at = (ms: number) => timeOf(new Date(ms).toISOString());
  // Sound cannot be brought back, so this is one of the few places that ask first.
  return (
    <li>
      <span>
        {stoppedAt === null
          ? i18n.t('Since {time}', { time: at(startedAt) })
          : i18n.t('{from} to {to}', { from: at(startedAt), to: at(stoppedAt) })}
      </span>
      {isAsking ? (
        <span className={styles.ask}>
          <span className={text.meta}>{i18n.t('For everybody, for good?')}</span>
          <Button size="s" kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            {i18n.t('Delete')}
          </Button>
          <Button size="s" kind="quiet" onClick={() => setAsking(false)}>
            {i18n.t('Keep')}
          </Button>
        </span>
      ) : (
        <Button size="s" kind="quiet" onClick={() => setAsking(true)}>
          {stoppedAt === null ? i18n.t('Stop and delete') : i18n.t('Delete')}
        </Button>
      )}
      {remove.isError && <ProblemNote error={remove.error} />}
    </li>
  );
};
