import { idOf, room, type BuiltRoom } from '@debrief/live-core/testing';
import { act, fireEvent, screen } from '@testing-library/react';
import { CallWith } from '../call/call-context';
import { CallDesk } from '../call/call-desk';
import { fakeCall, fakeDevices, type Refusing } from '../call/testing';
import { liveIn, renderIn, SESSION } from '../testing';
import { Ready, ReadingTime } from './ready';

const press = (name: RegExp) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));

const draw = (built: BuiltRoom, name: string, refuses: Refusing = {}) => {
  const devices = fakeDevices(refuses);
  const faked = fakeCall();
  const desk = new CallDesk({ live: liveIn(built, name).live, session: SESSION, load: faked.load as never });
  const drawn = renderIn(
    built,
    name,
    <CallWith desk={desk}>
      <Ready candidate={idOf('tom')} />
    </CallWith>,
  );
  return { ...drawn, ...faked, desk, devices };
};

afterEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe('being ready', () => {
  it('says that the browser will ask, asks once, and joins the call', async () => {
    const built = room({ hostFirst: 'interviewer' }).with('ana', 'tom');
    const { devices, told } = draw(built, 'tom');
    expect(screen.getByText(/The browser then asks for camera and microphone/)).toBeTruthy();
    await press(/I’m ready/);
    expect(devices.asked).toHaveLength(1);
    expect(told[0]?.[0]).toBe('enter');
    expect(built.session.room.people[idOf('tom')]?.ready).toBe(true);
  });

  it('holds even when the browser gives no device; the person decides how to join', async () => {
    const built = room({ hostFirst: 'interviewer' }).with('ana', 'tom');
    const { told } = draw(built, 'tom', { audio: 'NotAllowedError', video: 'NotAllowedError' });
    await press(/I’m ready/);
    expect(built.session.room.people[idOf('tom')]?.ready).toBe(true);
    expect(told).toEqual([]);
  });

  it('by text asks for no device', async () => {
    const { desk, devices, told } = draw(room({ hostFirst: 'interviewer' }).with('ana', 'tom'), 'tom');
    act(() => desk.chooseText());
    await press(/I’m ready/);
    expect(devices.asked).toEqual([]);
    expect(told[0]).toEqual(['enter', { audio: null, video: null, muted: false }]);
  });

  it('is said by the interviewer once the guide has been read, with the time it has been open', async () => {
    const built = room({ hostFirst: 'interviewer' })
      .with('ana', 'tom')
      .briefed('ana')
      .wait(2 * 60_000 + 500);
    fakeDevices();
    renderIn(built, 'ana', <ReadingTime round={built.round} />);
    expect(screen.getByText('Open for 2 minutes.')).toBeTruthy();
    await press(/I have read it/);
    expect(built.session.room.people[idOf('ana')]?.ready).toBe(true);
    expect(screen.getByText(/sees that you are ready/)).toBeTruthy();
  });
});
