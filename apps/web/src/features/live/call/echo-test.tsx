import { Button } from '@debrief/ui';
import { useEffect, useRef, useState } from 'react';
import { i18n } from '../../../shared/i18n';
import styles from './call.module.css';

const SECONDS = 5;
type Step = 'idle' | 'recording' | 'playing' | 'played' | 'failed';

/** Five seconds of one's own voice, played back on the chosen speaker: what the others will hear. Kept nowhere. */
export const EchoTest = ({ audio, speaker }: { audio: MediaStreamTrack; speaker: string | null }) => {
  const [step, setStep] = useState<Step>('idle');
  const [left, setLeft] = useState(SECONDS);
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), [audio]);
  const run = () => {
    let isOver = false;
    const timers: ReturnType<typeof setInterval>[] = [];
    try {
      const recorder = new MediaRecorder(new MediaStream([audio]));
      const parts: Blob[] = [];
      const player = new Audio();
      recorder.ondataavailable = ({ data }) => parts.push(data);
      recorder.onstop = () => {
        if (isOver) return;
        setStep('playing');
        player.src = URL.createObjectURL(new Blob(parts, { type: recorder.mimeType }));
        player.onended = () => setStep('played');
        const ready = 'setSinkId' in player ? player.setSinkId(speaker ?? '').catch(() => undefined) : undefined;
        void Promise.resolve(ready)
          .then(() => player.play())
          .catch(() => setStep('failed'));
      };
      recorder.start();
      setStep('recording');
      setLeft(SECONDS);
      timers.push(setInterval(() => setLeft((now) => Math.max(0, now - 1)), 1_000));
      timers.push(setTimeout(() => recorder.state === 'recording' && recorder.stop(), SECONDS * 1_000));
      timers.push(setTimeout(() => clearInterval(timers[0]), SECONDS * 1_000));
      stop.current = () => {
        isOver = true;
        timers.forEach(clearTimeout);
        if (recorder.state !== 'inactive') recorder.stop();
        player.pause();
        if (player.src) URL.revokeObjectURL(player.src);
      };
    } catch {
      setStep('failed');
    }
  };
  const words: Record<Step, string> = {
    idle: i18n.t('Speak for five seconds and hear yourself as the others will.'),
    recording: i18n.t('Speak now: {left} s', { left }),
    playing: i18n.t('This is how you sound.'),
    played: i18n.t('Heard nothing? Try another speaker or microphone.'),
    failed: i18n.t('This browser cannot record a test. The call works all the same.'),
  };
  return (
    <div className={styles.echo}>
      <Button
        size="s"
        onClick={() => {
          stop.current();
          run();
        }}
        disabled={step === 'recording' || step === 'playing'}
      >
        {step === 'played' ? i18n.t('Test again') : i18n.t('Test the sound')}
      </Button>
      <span role={step === 'recording' ? undefined : 'status'}>{words[step]}</span>
    </div>
  );
};
