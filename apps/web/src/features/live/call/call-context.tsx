import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useLiveSession, useSessionId } from '../live-context';
import { CallDesk, type DeskState } from './call-desk';
import { CallSound } from './call-sound';
import { Talk } from './talk';
import { RecorderLine } from '../recording/recorder-line';
import styles from './call.module.css';

const CallContext = createContext<CallDesk | null>(null);

/** The call lives beside the screens: it goes on from the lobby to the debrief, whichever of them is drawn. */
export const CallProvider = ({ children }: { children: ReactNode }) => {
  const live = useLiveSession();
  const session = useSessionId();
  const [desk, setDesk] = useState<CallDesk | null>(null);
  useEffect(() => {
    const made = new CallDesk({ live, session });
    setDesk(made);
    void made.resume();
    return () => made.close();
  }, [live, session]);
  return <CallWith desk={desk}>{children}</CallWith>;
};

/** The same with a desk that was made elsewhere; for specs. */
export const CallWith = ({ desk, children }: { desk: CallDesk | null; children: ReactNode }) => (
  <CallContext value={desk}>
    {children}
    {desk && <CallSound desk={desk} />}
    {desk && <Talk desk={desk} />}
    {desk && <Recording desk={desk} />}
  </CallContext>
);

/** Beside the screens too: a recording goes on while they change. */
const Recording = ({ desk }: { desk: CallDesk }) => (
  <div className={styles.floating}>
    <RecorderLine call={useDeskState(desk).engine} />
  </div>
);

/** Null where a part of the room is drawn without a call. */
export const useDesk = (): CallDesk | null => use(CallContext);

/** All of the desk's state, for the few parts that show it. */
export const useDeskState = (desk: CallDesk): DeskState => useSyncExternalStore(desk.subscribe, desk.get);
