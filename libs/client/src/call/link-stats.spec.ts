import { LinkStats } from './link-stats';
import { budget, qualityOf } from './limits';

const report = (
  { roundTrip = 0.02, received = 0, lost = 0, type = 'host' },
  more: Record<string, unknown>[] = [],
): RTCStatsReport => {
  const entries: Record<string, unknown>[] = [
    { id: 't', type: 'transport', selectedCandidatePairId: 'p' },
    { id: 'p', type: 'candidate-pair', currentRoundTripTime: roundTrip, localCandidateId: 'l', remoteCandidateId: 'r' },
    { id: 'l', type: 'local-candidate', candidateType: type },
    { id: 'r', type: 'remote-candidate', candidateType: 'host' },
    { id: 'i', type: 'inbound-rtp', packetsReceived: received, packetsLost: lost },
    ...more,
  ];
  return new Map(entries.map((entry) => [String(entry['id']), entry]));
};

test('loss counts since the reading before, and the worse direction decides', () => {
  const stats = new LinkStats('1');
  expect(stats.read(report({ received: 1_000, lost: 500 }))).toMatchObject({ quality: 'poor', relayed: false });
  expect(stats.read(report({ received: 2_000, lost: 500 }))).toMatchObject({ quality: 'good', relayed: false });
  const theirs = [{ id: 'ri', type: 'remote-inbound-rtp', fractionLost: 0.05 }];
  expect(stats.read(report({ received: 3_000, lost: 500 }, theirs)).quality).toBe('fair');
});

test('a relay is seen, on a browser that names the chosen pair on itself too', () => {
  expect(new LinkStats('1').read(report({ type: 'relay' })).relayed).toBe(true);
  const firefox: RTCStatsReport = new Map<string, Record<string, unknown>>([
    ['p', { id: 'p', type: 'candidate-pair', selected: true, localCandidateId: 'l' }],
    ['l', { id: 'l', type: 'local-candidate', candidateType: 'relay' }],
  ]);
  expect(new LinkStats('1').read(firefox)).toMatchObject({ quality: null, relayed: true });
});

test('a camera whose pictures stop leaving is noticed; a line that sends nothing and other lines are not', () => {
  const stats = new LinkStats('1');
  const sent = (mid: string, framesEncoded: number) => ({ id: `o${mid}`, type: 'outbound-rtp', mid, framesEncoded });
  const readings = [
    [],
    [sent('1', 5), sent('2', 0)],
    [sent('1', 9), sent('2', 0)],
    [sent('1', 9), sent('2', 0)],
    [sent('1', 9), sent('2', 0)],
    [sent('1', 0)],
    [sent('1', 0)],
    [],
    [],
  ];
  expect(readings.map((lines) => stats.read(report({}, lines)).still)).toEqual([0, 0, 0, 1, 2, 0, 1, 0, 0]);
});

test.each([
  [null, null, null],
  [40, 0, 'good'],
  [300, 0, 'fair'],
  [40, 0.05, 'fair'],
  [700, 0, 'poor'],
  [40, 0.2, 'poor'],
] as const)('%s ms and loss %s feel %s', (roundTrip, loss, quality) => {
  expect(qualityOf(roundTrip, loss)).toBe(quality);
});

test('the more send, the less each sends', () => {
  const videos = [2, 3, 4, 5, 9].map((senders) => budget(senders).video);
  expect(videos).toEqual([...videos].sort((a, b) => b - a));
  expect(budget(5).video * 16).toBeLessThan(5_000_000);
});
