import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useLiveSession, useRoom } from '../live-context';

/** Leaves the room. The session goes on for the others and the seat is kept. */
export const useLeave = (): (() => void) => {
  const live = useLiveSession();
  const { status } = useRoom();
  const navigate = useNavigate();
  return useCallback(() => {
    const go = () => navigate({ to: '/home' });
    if (status === 'ended' || live.get().status !== 'live') return void go();
    // Whoever closes the page before the answer is in is still seen away a minute later.
    const patience = new Promise((resolve) => setTimeout(resolve, 2_000));
    void Promise.race([live.send('participant.leave', {}), patience]).then(go);
  }, [live, navigate, status]);
};
