import { room } from '@debrief/live-core/testing';
import { act, fireEvent, screen } from '@testing-library/react';
import { renderIn } from '../testing';
import { Notes } from './notes';

const notes = () => screen.findByRole('textbox', { name: 'Shared notes' });
const press = (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));

/** Nothing has a place where nothing is drawn; the editor asks for one to scroll to. */
const nowhere = { getClientRects: () => [], getBoundingClientRect: () => ({ top: 0, bottom: 0, left: 0, right: 0 }) };
beforeAll(() => void Object.assign(Range.prototype, nowhere));

describe('the page of shared notes', () => {
  it('offers the candidate a frame while it is empty, and takes it out again with one undo', async () => {
    const built = room().with('ana', 'tom').briefed().started();
    renderIn(built, 'tom', <Notes round={1} />);
    const page = await notes();
    await press('goal ladder and sections');
    expect(page.textContent).toContain('Pains, ranked');
    expect(screen.queryByText('Start from:')).toBeNull();
    await press('Undo what you did');
    expect(page.textContent).toBe('');
    expect(screen.getByRole('button', { name: 'goal ladder and sections' })).toBeTruthy();
  });

  it('offers it to nobody else, so that it cannot go in twice', async () => {
    const built = room().with('ana', 'tom').briefed().started();
    renderIn(built, 'ana', <Notes round={1} />);
    await notes();
    expect(screen.getByRole('toolbar', { name: 'Text' })).toBeTruthy();
    expect(screen.queryByText('Start from:')).toBeNull();
  });

  it('is read by whoever watches, and by everybody once scoring has begun', async () => {
    const watched = room().with('ana', 'tom', 'eve').briefed().started();
    const first = renderIn(watched, 'eve', <Notes round={1} />);
    expect((await notes()).getAttribute('aria-readonly')).toBe('true');
    first.unmount();
    renderIn(room().with('ana', 'tom').briefed().started().scoring(), 'tom', <Notes round={1} />);
    const page = await notes();
    expect(page.getAttribute('aria-readonly')).toBe('true');
    expect(page.getAttribute('contenteditable')).toBe('false');
    expect(screen.queryByRole('toolbar')).toBeNull();
  });

  it('has tools that arrows reach, one of them in the tab order', async () => {
    const built = room().with('ana', 'tom').briefed().started();
    renderIn(built, 'ana', <Notes round={1} />);
    await notes();
    const bar = screen.getByRole('toolbar', { name: 'Text' });
    const inOrder = () => [...bar.querySelectorAll('button')].filter(({ tabIndex }) => tabIndex === 0);
    expect(inOrder().map((tool) => tool.getAttribute('aria-label'))).toEqual(['Heading']);
    act(() => inOrder()[0]?.focus());
    act(() => void fireEvent.keyDown(bar, { key: 'ArrowRight' }));
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Bold');
    act(() => void fireEvent.keyDown(bar, { key: 'End' }));
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Do it again');
    expect(inOrder()).toHaveLength(1);
  });
});
