import { useEffect, useRef } from 'react';
import { useDeskState } from './call-context';
import { type CallDesk } from './call-desk';

/**
 * The others' voices. An element for each, outside of every screen, so that changing the screen interrupts nobody;
 * pictures are drawn elsewhere without sound.
 */
export const CallSound = ({ desk }: { desk: CallDesk }) => {
  const { call, choices, needsPress } = useDeskState(desk);
  return (
    <div hidden>
      {call.peers.map(({ peer, stream }) => (
        <Voice key={peer} stream={stream} speaker={choices.speaker} desk={desk} needsPress={needsPress} />
      ))}
    </div>
  );
};

const Voice = ({
  stream,
  speaker,
  desk,
  needsPress,
}: {
  stream: MediaStream;
  speaker: string | null;
  desk: CallDesk;
  needsPress: boolean;
}) => {
  const element = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const audio = element.current;
    if (!audio) return;
    if (audio.srcObject !== stream) audio.srcObject = stream;
    // Browsers play sound only after a press, or while a microphone is open. The notice offers that press.
    audio.play()?.catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') desk.setNeedsPress(true);
    });
  }, [stream, desk, needsPress]);
  useEffect(() => {
    const audio = element.current;
    // A speaker that is not plugged in any more: the browser stays with its usual one.
    if (audio && 'setSinkId' in audio) audio.setSinkId(speaker ?? '').catch(() => undefined);
  }, [speaker]);
  return <audio ref={element} autoPlay data-voice />;
};
