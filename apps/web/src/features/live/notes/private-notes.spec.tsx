import { MINUTE, room } from '@debrief/live-core/testing';
import { act, fireEvent, screen } from '@testing-library/react';
import { Chat } from '../room/chat';
import { renderIn } from '../testing';
import { CiteNotes } from './cite-notes';
import { PrivateNotes } from './private-notes';

const cited: unknown[] = [];
const begin = () => {
  const built = room().with('ana', 'tom').briefed().started();
  const startedAt = built.round.startedAt ?? 0;
  built.wait(2 * MINUTE);
  const drawn = renderIn(
    built,
    'ana',
    <>
      <PrivateNotes round={1} />
      <CiteNotes round={1} startedAt={startedAt} onCite={(evidence) => cited.push(evidence)} />
      <Chat />
    </>,
  );
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Private notes' });
  /** Adds text at the end, as typing does. */
  const type = (text: string) => {
    const value = field.value + text;
    fireEvent.change(field, { target: { value, selectionStart: value.length, selectionEnd: value.length } });
  };
  const select = (part: string) => {
    const from = field.value.indexOf(part);
    field.focus();
    field.setSelectionRange(from, from + part.length);
    act(() => void fireEvent(document, new Event('selectionchange')));
  };
  return { built, field, type, select, startedAt, ...drawn };
};
const press = (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));

describe('private notes', () => {
  it('begin each line with the time of the round, and can be written on in two places', () => {
    const { built, field, type } = begin();
    type('Slow');
    built.wait(MINUTE);
    type('\n');
    type('Asks');
    expect(field.value).toBe('2:00 Slow\n3:00 Asks');
  });

  it('share the chosen part after a look at it, as a copy in the chat', async () => {
    const { type, select, sent } = begin();
    type('Secret start. What you said about the door was clear.');
    expect(screen.queryByRole('button', { name: 'Share the selected part' })).toBeNull();
    select('What you said about the door was clear.');
    await press('Share the selected part');
    expect(sent).toEqual([]);
    await press('Share with everybody');
    expect(sent).toEqual([
      { kind: 'note.share', input: { round: 1, text: 'What you said about the door was clear.' } },
    ]);
    const chat = screen.getByRole('log', { name: 'Chat' });
    expect(chat.textContent).toContain('What you said about the door was clear.');
    expect(chat.textContent).toContain('from private notes');
    expect(chat.textContent).not.toContain('Secret');
    expect(screen.getByText('Shared. It stands in the chat.')).toBeTruthy();
    select('Secret start.');
    expect(screen.getByRole('button', { name: 'Share the selected part' })).toBeTruthy();
  });

  it('stay private when the look was enough', async () => {
    const { type, select, sent } = begin();
    type('Only mine');
    select('Only');
    await press('Share the selected part');
    await press('Keep it private');
    expect(sent).toEqual([]);
  });

  it('are cited with the time they were written', async () => {
    const { type, startedAt } = begin();
    type('Reads the number aloud\n');
    await act(async () => fireEvent.click(screen.getByText('Reads the number aloud')));
    const to = startedAt + 2 * MINUTE;
    expect(cited).toMatchObject([{ text: 'Reads the number aloud', kind: 'quote', from: to - 10_000, to }]);
  });
});
