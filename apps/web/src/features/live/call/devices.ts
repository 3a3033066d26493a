import { problemOf, type MediaKind, type MediaProblem } from './media-problem';

export interface Device {
  id: string;
  label: string;
}
export interface Devices {
  microphones: Device[];
  cameras: Device[];
  speakers: Device[];
}
export const noDevices: Devices = { microphones: [], cameras: [], speakers: [] };

/** The browser's devices; undefined on a page without https, where browsers hide them. */
export const mediaDevices = (): MediaDevices | undefined => navigator.mediaDevices as MediaDevices | undefined;

/** Devices with names, which browsers tell only once a device has been allowed. */
export const listDevices = async (): Promise<Devices> => {
  const all =
    (await mediaDevices()
      ?.enumerateDevices()
      .catch(() => [])) ?? [];
  const of = (kind: MediaDeviceKind) =>
    all.filter((each) => each.kind === kind && each.deviceId).map(({ deviceId, label }) => ({ id: deviceId, label }));
  return { microphones: of('audioinput'), cameras: of('videoinput'), speakers: of('audiooutput') };
};

const sound = (id: string | null): MediaTrackConstraints => ({
  ...(id && { deviceId: { ideal: id } }),
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
});
const picture = (id: string | null): MediaTrackConstraints => ({
  ...(id && { deviceId: { ideal: id } }),
  width: { ideal: 640 },
  height: { ideal: 360 },
  frameRate: { ideal: 24, max: 30 },
});

export interface Wanted {
  microphone?: { id: string | null } | undefined;
  camera?: { id: string | null } | undefined;
}
export interface Opened {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
  problems: Partial<Record<MediaKind, MediaProblem>>;
}

/**
 * Opens what is wanted, both in one question to the person. Where one of the two fails, the other is still opened, and
 * the problem of each is told.
 */
export const openDevices = async ({ microphone, camera }: Wanted): Promise<Opened> => {
  const nothing: Opened = { audio: null, video: null, problems: {} };
  const media = mediaDevices();
  if (!microphone && !camera) return nothing;
  if (!media?.getUserMedia) {
    const why: MediaProblem = window.isSecureContext ? 'unknown' : 'insecure';
    return { ...nothing, problems: { ...(microphone && { microphone: why }), ...(camera && { camera: why }) } };
  }
  try {
    const stream = await media.getUserMedia({
      ...(microphone && { audio: sound(microphone.id) }),
      ...(camera && { video: picture(camera.id) }),
    });
    return { audio: stream.getAudioTracks()[0] ?? null, video: stream.getVideoTracks()[0] ?? null, problems: {} };
  } catch (error) {
    const problem = problemOf(error);
    // A missing or busy device of one kind fails the whole question, so each is asked for alone. A refusal is one
    // answer to one question: asking twice more would only annoy, unless one of the two had been allowed before.
    if (!microphone || !camera)
      return { ...nothing, problems: microphone ? { microphone: problem } : { camera: problem } };
    if (problem === 'blocked' && !(await isAllowed('microphone')) && !(await isAllowed('camera')))
      return { ...nothing, problems: { microphone: problem, camera: problem } };
    const first = await openDevices({ microphone });
    const second = await openDevices({ camera });
    return { audio: first.audio, video: second.video, problems: { ...first.problems, ...second.problems } };
  }
};

/** True where the browser opens that device without asking. Browsers that do not say are taken to ask. */
export const isAllowed = async (kind: 'microphone' | 'camera'): Promise<boolean> => {
  try {
    return (await navigator.permissions.query({ name: kind as PermissionName })).state === 'granted';
  } catch {
    return false;
  }
};

/** True where a shared screen is possible: not on phones. */
export const mayShareScreen = (): boolean => typeof mediaDevices()?.getDisplayMedia === 'function';

export const openScreen = async (): Promise<{ screen: MediaStreamTrack | null; problem: MediaProblem | null }> => {
  try {
    const stream = await mediaDevices()?.getDisplayMedia({ video: { frameRate: { max: 15 } }, audio: false });
    return { screen: stream?.getVideoTracks()[0] ?? null, problem: null };
  } catch (error) {
    return { screen: null, problem: problemOf(error) };
  }
};
