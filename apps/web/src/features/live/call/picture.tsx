import { useEffect, useRef } from 'react';
import { cx } from '@debrief/ui';
import styles from './call.module.css';

/** A moving picture without its sound. It takes no focus and no press: tabs must not stop at it. */
export const Picture = ({ stream, mirrored, whole }: { stream: MediaStream; mirrored?: boolean; whole?: boolean }) => {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    if (element.srcObject !== stream) element.srcObject = stream;
    element.play()?.catch(() => undefined);
  }, [stream]);
  return (
    <video
      ref={video}
      className={cx(styles.picture, mirrored && styles.mirrored, whole && styles.whole)}
      autoPlay
      playsInline
      muted
      disablePictureInPicture
      tabIndex={-1}
      aria-hidden="true"
    />
  );
};
