import { type Guide } from '@debrief/contracts';
import { viewRound, type PanelState } from '@debrief/live-core';
import { idOf, MINUTE, room, type BuiltRoom } from '@debrief/live-core/testing';
import { offerOf, SILENCE } from './offer';
import { builtGuide } from './testing';

const started = () => room().with('ana', 'tom').briefed().started();
const quiet: Guide = { ...builtGuide, twists: [], facts: [] };
const offer = (built: BuiltRoom, guide = quiet, panel: PanelState | undefined = built.session.panels[1]) => {
  const view = viewRound(built.session.room, 1, built.now);
  if (!view) throw new Error('no round');
  return offerOf(guide, built.round, panel, view, built.now);
};
/** Tom, the candidate, has spoken up to now. */
const spoken = (built: BuiltRoom) =>
  built.act('tom', { kind: 'talk.report', round: 1, from: built.now - 4_000, to: built.now });

describe('what the script offers now', () => {
  it('is the twist at its minute, then the fact nobody asked for, then nothing', () => {
    const built = started();
    expect(offer(built.wait(6 * MINUTE - 1), builtGuide)).toBeNull();
    expect(offer(built.wait(3 * MINUTE), builtGuide)).toMatchObject({ kind: 'twist', id: 'fee' });
    built.act('ana', { kind: 'twist.give', round: 1, twist: 'fee' });
    expect(offer(built, builtGuide)).toMatchObject({ kind: 'fact', id: 'pilot', minute: 8 });
    built.act('ana', { kind: 'fact.give', round: 1, fact: 'pilot', asked: false });
    expect(offer(built, builtGuide)).toBeNull();
  });

  it('is a nudge when a phase is half over its time, once', () => {
    const built = started();
    expect(offer(built.wait(15 * MINUTE - 1_000))).toBeNull();
    expect(offer(built.wait(1_000))).toMatchObject({ kind: 'nudge', because: 'overrun', ms: 5 * MINUTE });
    built.act('ana', { kind: 'nudge.log', round: 1, phase: 'clarify' });
    expect(offer(built.wait(2 * MINUTE))).toBeNull();
  });

  it('is a nudge after a minute of silence, once per silence', () => {
    const built = spoken(started().wait(MINUTE));
    expect(offer(built.wait(SILENCE - 1))).toBeNull();
    expect(offer(built.wait(1))).toMatchObject({
      kind: 'nudge',
      because: 'silence',
      text: 'Which of these matters most?',
    });
    built.act('ana', { kind: 'nudge.log', round: 1, phase: 'clarify' });
    expect(offer(built.wait(MINUTE))).toBeNull();
    spoken(built);
    expect(offer(built.wait(SILENCE))).toMatchObject({ because: 'silence' });
  });

  it('takes no microphone, a pause and the interviewer’s own words for no silence of the candidate’s', () => {
    const built = started().wait(2 * MINUTE);
    expect(offer(built)).toBeNull();
    built.act('ana', { kind: 'talk.report', round: 1, from: built.now - 4_000, to: built.now });
    expect(offer(built.wait(2 * MINUTE))).toBeNull();
    spoken(built);
    built.wait(MINUTE / 2).act('ana', { kind: 'clock.pause', round: 1 });
    expect(offer(built.wait(5 * MINUTE))).toBeNull();
    built.act('ana', { kind: 'clock.resume', round: 1 });
    expect(offer(built.wait(SILENCE - 1))).toBeNull();
    built.act('ana', { kind: 'talk.report', round: 1, from: built.now - 1_000, to: built.now });
    expect(offer(built.wait(SILENCE - 1))).toBeNull();
    expect(offer(built.wait(1))).toMatchObject({ because: 'silence' });
    expect(Object.keys(built.session.panels[1]?.talk ?? {})).toContain(idOf('tom'));
  });

  it('is nothing outside the interview', () => {
    expect(
      offer(
        started()
          .wait(16 * MINUTE)
          .scoring(),
        builtGuide,
      ),
    ).toBeNull();
  });
});
