import { act, fireEvent, render, screen } from '@testing-library/react';
import { Toasts, useToast } from './toasts';

const undo = jest.fn();
const Sayer = () => {
  const say = useToast();
  return (
    <button type="button" onClick={() => say({ text: 'Mark removed', undo: { label: 'Undo', run: undo } })}>
      remove
    </button>
  );
};
const remove = () => fireEvent.click(screen.getByText('remove'));

beforeEach(() => {
  jest.useFakeTimers();
  render(
    <Toasts label="Messages">
      <Sayer />
    </Toasts>,
  );
});
afterEach(() => jest.useRealTimers());

test('a message goes by itself, and stays while somebody is on it', () => {
  remove();
  act(() => jest.advanceTimersByTime(7_000));
  fireEvent.focus(screen.getByText('Undo'));
  act(() => jest.advanceTimersByTime(60_000));
  expect(screen.getByText('Mark removed')).toBeTruthy();
  fireEvent.blur(screen.getByText('Undo'));
  act(() => jest.advanceTimersByTime(8_000));
  expect(screen.queryByText('Mark removed')).toBeNull();
});

test('undo runs once and takes its message along', () => {
  remove();
  fireEvent.click(screen.getByText('Undo'));
  expect(undo).toHaveBeenCalledTimes(1);
  expect(screen.queryByText('Mark removed')).toBeNull();
});

test('never more than three at once, the newest last', () => {
  for (let n = 0; n < 5; n += 1) remove();
  expect(screen.getAllByText('Mark removed')).toHaveLength(3);
});
