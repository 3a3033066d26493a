import { loadRecorder, type LiveCall, type Recorder, type RecorderState } from '@debrief/client';
import { useEffect, useState } from 'react';
import { call as http } from '../../../shared/http';
import { useLiveSession, useMe, useRoom, useSessionId } from '../live-context';

/** Records while the log says that I do, and brings to the server what an earlier page could not. Null while there is nothing of mine. */
export const useRecorder = (call: LiveCall | null): RecorderState | null => {
  const live = useLiveSession();
  const session = useSessionId();
  const me = useMe();
  const isMine = useRoom().recordings.some(({ by, deletedAt }) => by === me && deletedAt === null);
  const [state, setState] = useState<RecorderState | null>(null);
  useEffect(() => {
    if (!isMine || !call) return;
    let recorder: Recorder | null = null;
    let isGone = false;
    void loadRecorder().then(({ createRecorder }) => {
      if (isGone) return;
      const made = createRecorder({ live, call, http, session });
      recorder = made;
      setState(made.get());
      made.subscribe(() => setState(made.get()));
    });
    return () => {
      isGone = true;
      void recorder?.close();
    };
  }, [isMine, call, live, session]);
  return state;
};
