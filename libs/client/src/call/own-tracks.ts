import type { CallSends } from '@debrief/contracts';
import type { Line, Tracks } from './peer-link';

/** The tracks this tab sends. Whatever is taken out is stopped, so that the light goes off. */
export class OwnTracks {
  private readonly tracks: Tracks = { audio: null, video: null, screen: null };
  private isMuted = false;

  /** `changed` is called after a track has ended by itself: unplugged, or stopped by the browser's own button. */
  constructor(private readonly changed: () => void) {}

  get all(): Tracks {
    return { ...this.tracks };
  }

  get sends(): CallSends {
    const { audio, video, screen } = this.tracks;
    return { audio: !!audio, video: !!video, screen: !!screen, muted: !!audio && this.isMuted };
  }

  set(line: Line, track: MediaStreamTrack | null): void {
    const old = this.tracks[line];
    if (old === track) return;
    // Stopped from here it does not say that it has ended.
    old?.stop();
    this.tracks[line] = track?.readyState === 'ended' ? null : track;
    if (!track) return;
    track.addEventListener('ended', () => {
      if (this.tracks[line] !== track) return;
      this.tracks[line] = null;
      this.changed();
    });
    if (line === 'audio') track.enabled = !this.isMuted;
    // Text on a shared screen has to be read; motion may stutter.
    if (line === 'screen') track.contentHint = 'detail';
  }

  mute(isMuted: boolean): void {
    this.isMuted = isMuted;
    if (this.tracks.audio) this.tracks.audio.enabled = !isMuted;
  }

  stop(): void {
    for (const line of ['audio', 'video', 'screen'] as const) this.set(line, null);
  }
}
