import { MINUTE, room } from '@debrief/live-core/testing';
import { act, fireEvent, screen } from '@testing-library/react';
import { renderIn } from '../testing';
import { MarkPad } from './mark-pad';
import { CHANGE_FOR, useMarking } from './use-marks';

const dimensions = [
  { key: 'goal', name: 'Goal framing' },
  { key: 'user', name: 'User choice' },
  { key: 'insight', name: 'Problem insight' },
];
const Pad = () => (
  <>
    <MarkPad dimensions={dimensions} marking={useMarking(1)} startedAt={0} />
    <textarea aria-label="Notes" />
  </>
);
const begin = () => {
  const built = room()
    .with('ana', 'tom')
    .briefed()
    .started()
    .wait(2 * MINUTE);
  return { built, ...renderIn(built, 'ana', <Pad />) };
};
const press = (key: string, code: string, more: object = {}) =>
  act(() => void fireEvent.keyDown(document.body, { key, code, ...more }));
const marks = (sent: { kind: string; input: unknown }[]) =>
  sent.filter(({ kind }) => kind.startsWith('mark.')).map(({ kind, input }) => ({ kind, ...(input as object) }));

describe('the mark pad', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('files a strong mark with a digit and a missed one with Shift, whatever the keyboard calls that key', () => {
    const { sent } = begin();
    press('3', 'Digit3');
    press('#', 'Digit3', { shiftKey: true });
    press('2', 'Numpad2');
    expect(marks(sent)).toMatchObject([
      { kind: 'mark.set', dimension: 'insight', markKind: 'strong' },
      { kind: 'mark.set', dimension: 'insight', markKind: 'missed' },
      { kind: 'mark.set', dimension: 'user', markKind: 'strong' },
    ]);
  });

  it('does nothing for a digit without a dimension, or while somebody writes', () => {
    const { sent } = begin();
    press('9', 'Digit9');
    act(() => void fireEvent.keyDown(screen.getByLabelText('Notes'), { key: '1', code: 'Digit1' }));
    press('1', 'Digit1', { ctrlKey: true });
    expect(sent).toEqual([]);
  });

  it('lets the kind be changed for eight seconds, and no longer', () => {
    const { built, sent } = begin();
    press('1', 'Digit1');
    act(() => void fireEvent.click(screen.getByRole('button', { name: 'Unclear' })));
    expect(marks(sent).at(-1)).toMatchObject({ kind: 'mark.change', markKind: 'unclear' });
    expect(screen.getByRole('button', { name: 'Unclear' }).getAttribute('aria-pressed')).toBe('true');
    built.wait(CHANGE_FOR + 100);
    act(() => jest.advanceTimersByTime(CHANGE_FOR + 100));
    expect(screen.queryByRole('button', { name: 'Unclear' })).toBeNull();
  });

  it('takes the last mark back with U', () => {
    const { built, sent } = begin();
    press('1', 'Digit1');
    press('u', 'KeyU');
    expect(marks(sent).at(-1)).toMatchObject({ kind: 'mark.undo' });
    expect(Object.values(built.session.selves).flatMap((self) => self.marks)).toEqual([]);
    press('u', 'KeyU');
    expect(marks(sent)).toHaveLength(2);
  });

  it('adds words with N, and the digits in them are words', () => {
    const { built, sent } = begin();
    press('2', 'Digit2');
    press('n', 'KeyN');
    const field = screen.getByLabelText('What was said or done');
    expect(document.activeElement).toBe(field);
    act(() => void fireEvent.keyDown(field, { key: '3', code: 'Digit3' }));
    fireEvent.change(field, { target: { value: 'Ana, sanding a door' } });
    fireEvent.submit(field);
    expect(marks(sent)).toHaveLength(2);
    expect(Object.values(built.session.selves).flatMap((self) => self.marks)).toMatchObject([
      { dimension: 'user', words: 'Ana, sanding a door' },
    ]);
  });
});
