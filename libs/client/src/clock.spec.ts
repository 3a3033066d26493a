import { ServerClock, offsetOf } from './clock';
import { FakeSocket } from './testing';

describe('ServerClock', () => {
  it('takes the median of the three shortest ways', () => {
    const samples = [
      { offset: 900, roundTrip: 400 },
      { offset: 12, roundTrip: 20 },
      { offset: 10, roundTrip: 21 },
      { offset: 40, roundTrip: 22 },
      { offset: -300, roundTrip: 600 },
    ];
    expect(offsetOf(samples)).toBe(12);
  });

  it('follows the server and not the device', async () => {
    let ticks = 1_000;
    const clock = new ServerClock(
      () => ticks,
      () => 5_000_000,
    );
    const socket = new FakeSocket(() => ({ ok: true, now: 9_000_000 + ticks }));
    expect(clock.now()).toBe(5_000_000);
    await clock.sync(socket);
    ticks += 250;
    expect(clock.now()).toBe(9_001_250);
  });

  it('notices that the device slept', () => {
    let wall = 10_000;
    const clock = new ServerClock(
      () => 0,
      () => wall,
    );
    expect(clock.hasJumped()).toBe(false);
    wall += 3_600_000;
    expect(clock.hasJumped()).toBe(true);
  });
});
