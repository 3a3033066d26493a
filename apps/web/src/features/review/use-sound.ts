import { type Recording, routes } from '@debrief/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '../../shared/http';
import { mediaAt, soundingAt, timeAt } from './sound-time';

/** Sound further from the playhead than this is moved to it, ms. */
const DRIFT = 150;
const NOTHING: Recording[] = [];

/** Recordings of a session that can be heard; none where the reader may not, or where nothing was recorded. */
export const useRecordings = (session: string, hasAny: boolean) => {
  const query = useQuery({
    queryKey: ['replay', session, 'recordings'],
    queryFn: ({ signal }) => call(routes.listRecordings, { params: { session } }, signal),
    enabled: hasAny,
  });
  return query.data?.recordings ?? NOTHING;
};

/**
 * The recorded sound beside the replay. While it plays it is the clock: `time()` says where it is in server time, and
 * is null in silence, at another speed than the real one, and until the browser has it.
 */
export const useSound = (
  session: string,
  recordings: readonly Recording[],
  { at, isPlaying, speed }: { at: number; isPlaying: boolean; speed: number },
) => {
  const audio = useRef<HTMLAudioElement>(null);
  const found = speed === 1 ? soundingAt(recordings, at) : undefined;
  const src = found && `/api/sessions/${session}/recordings/${found.recording}/segments/${found.segment.segment}/sound`;
  useEffect(() => {
    const element = audio.current;
    if (!element) return;
    if (!found || !isPlaying) return element.pause();
    const wanted = mediaAt(found.segment, at);
    if (Math.abs(element.currentTime * 1000 - wanted) > DRIFT) element.currentTime = wanted / 1000;
    // Refused, or ended by the next seek: then the replay goes on in silence.
    if (element.paused) void element.play().catch(() => undefined);
  }, [found, isPlaying, at]);
  const time = (): number | null => {
    const element = audio.current;
    if (!found || !element || element.paused || element.seeking || element.readyState < 3) return null;
    return timeAt(found.segment, element.currentTime * 1000);
  };
  return { audio, src, time, isThere: recordings.some(({ segments }) => segments.length > 0) };
};
