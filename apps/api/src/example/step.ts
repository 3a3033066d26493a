import type { CommandInput, CommandKind } from '@debrief/contracts';
import type { NotesPen } from './notes-pen';
import type { Scene, Who } from './scene';

/** Something that somebody does at a time of the example; `at` is seconds since the interview began. */
export interface Step {
  readonly at: number;
  /** `now` is the scripted clock, ms. */
  readonly run: (scene: Scene, now: number) => Promise<void>;
}

/** Seconds of a time such as `12:05` or, before the interview, `-6:30`. */
export const secondsOf = (time: string): number => {
  const [, sign, minutes, seconds] = /^(-?)(\d+):(\d\d)$/.exec(time) ?? [];
  if (minutes === undefined) throw new Error(`${time} is not a time of the script.`);
  return (sign ? -1 : 1) * (Number(minutes) * 60 + Number(seconds));
};

export const step = (time: string, run: Step['run']): Step => ({ at: secondsOf(time), run });
export const act = <K extends CommandKind>(time: string, who: Who, kind: K, input: CommandInput<K>): Step =>
  step(time, (scene) => scene.act(who, kind, input));
export const say = (time: string, who: Who, text: string): Step => act(time, who, 'chat.say', { text });
export const write = (time: string, who: Who, edit: (pen: NotesPen) => void): Step =>
  step(time, (scene) => scene.write(who, edit));
