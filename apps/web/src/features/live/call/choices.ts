import { readKept, writeKept } from '../../../shared/kept';

/** What somebody chose on this device; kept in the browser and told to nobody. */
export interface Choices {
  microphone: string | null;
  camera: string | null;
  speaker: string | null;
  /** Their own picture is not shown to themselves. */
  hidesSelf: boolean;
}
const KEY = 'debrief.call';
const none: Choices = { microphone: null, camera: null, speaker: null, hidesSelf: false };

const text = (value: unknown): string | null => (typeof value === 'string' && value.length < 300 ? value : null);

/** The choices of this device; nothing chosen where the browser keeps nothing. */
export const readChoices = (): Choices => {
  const kept = readKept(KEY);
  if (typeof kept !== 'object' || kept === null) return none;
  const found = kept as Record<keyof Choices, unknown>;
  return {
    microphone: text(found.microphone),
    camera: text(found.camera),
    speaker: text(found.speaker),
    hidesSelf: found.hidesSelf === true,
  };
};
export const keepChoices = (choices: Choices): void => void writeKept(KEY, choices);

/** What this tab was doing in the call, so that a reload goes back to it. */
export interface Standing {
  audio: boolean;
  video: boolean;
  muted: boolean;
}
const standingKey = (session: string) => `debrief.in-call.${session}`;
export const readStanding = (session: string): Standing | null => {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(standingKey(session)) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return null;
    const { audio, video, muted } = kept as Record<keyof Standing, unknown>;
    return { audio: audio === true, video: video === true, muted: muted === true };
  } catch {
    return null;
  }
};
export const keepStanding = (session: string, standing: Standing | null): void => {
  try {
    if (standing) sessionStorage.setItem(standingKey(session), JSON.stringify(standing));
    else sessionStorage.removeItem(standingKey(session));
  } catch {
    // Then a reload asks to join again.
  }
};
