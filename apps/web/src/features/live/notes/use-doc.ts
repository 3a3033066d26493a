import { type LiveDoc, type LiveDocState } from '@debrief/client';
import { type DocName } from '@debrief/contracts';
import { useSyncExternalStore } from 'react';
import { useLiveSession } from '../live-context';

/** A shared document and how it stands. */
export const useDoc = (name: DocName): { link: LiveDoc; state: LiveDocState } => {
  const link = useLiveSession().doc(name);
  return { link, state: useSyncExternalStore(link.subscribe, link.get) };
};
