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
  const stats = new LinkStats();
  expect(stats.read(report({ received: 1_000, lost: 500 }))).toEqual({ quality: 'poor', relayed: false });
  expect(stats.read(report({ received: 2_000, lost: 500 }))).toEqual({ quality: 'good', relayed: false });
  const theirs = [{ id: 'ri', type: 'remote-inbound-rtp', fractionLost: 0.05 }];
  expect(stats.read(report({ received: 3_000, lost: 500 }, theirs)).quality).toBe('fair');
});

test('a relay is seen, on a browser that names the chosen pair on itself too', () => {
  expect(new LinkStats().read(report({ type: 'relay' })).relayed).toBe(true);
  const firefox: RTCStatsReport = new Map<string, Record<string, unknown>>([
    ['p', { id: 'p', type: 'candidate-pair', selected: true, localCandidateId: 'l' }],
    ['l', { id: 'l', type: 'local-candidate', candidateType: 'relay' }],
  ]);
  expect(new LinkStats().read(firefox)).toEqual({ quality: null, relayed: true });
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
