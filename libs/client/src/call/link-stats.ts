import type { CallQuality } from './call-state';
import { qualityOf } from './limits';

interface Counted {
  received: number;
  lost: number;
}
type Entry = Record<string, unknown>;

const numberOf = (entry: Entry | undefined, key: string): number | null =>
  typeof entry?.[key] === 'number' ? entry[key] : null;

/** Reads a connection's statistics, one reading after the other; `camera` is the id of the line that the camera is sent on. */
export class LinkStats {
  private before: Counted = { received: 0, lost: 0 };
  private pictures: number | null = null;
  private still = 0;

  constructor(private readonly camera: string) {}

  /** `still` counts the readings in a row since which no picture of the own camera has left. */
  read(report: RTCStatsReport): { quality: CallQuality | null; relayed: boolean; still: number } {
    const entries: Entry[] = [];
    const byId = new Map<string, Entry>();
    report.forEach((entry: Entry) => {
      entries.push(entry);
      byId.set(String(entry['id']), entry);
    });
    const transport = entries.find(({ type }) => type === 'transport');
    const pair =
      byId.get(String(transport?.['selectedCandidatePairId'])) ??
      // Firefox names the chosen pair on the pair itself.
      entries.find((entry) => entry['type'] === 'candidate-pair' && entry['selected'] === true);
    const local = byId.get(String(pair?.['localCandidateId']));
    const remote = byId.get(String(pair?.['remoteCandidateId']));
    const roundTrip = numberOf(pair, 'currentRoundTripTime');
    const losses = [this.lossHere(entries), ...this.lossThere(entries)].filter((loss) => loss !== null);
    return {
      quality: qualityOf(roundTrip === null ? null : roundTrip * 1_000, losses.length ? Math.max(...losses) : null),
      relayed: local?.['candidateType'] === 'relay' || remote?.['candidateType'] === 'relay',
      still: this.stillness(entries),
    };
  }

  private stillness(entries: Entry[]): number {
    const line = entries.find(({ type, mid }) => type === 'outbound-rtp' && mid === this.camera);
    const pictures = numberOf(line, 'framesEncoded');
    this.still = pictures !== null && pictures === this.pictures ? this.still + 1 : 0;
    this.pictures = pictures;
    return this.still;
  }

  private lossHere(entries: Entry[]): number | null {
    const now: Counted = { received: 0, lost: 0 };
    for (const entry of entries) {
      if (entry['type'] !== 'inbound-rtp') continue;
      now.received += numberOf(entry, 'packetsReceived') ?? 0;
      now.lost += numberOf(entry, 'packetsLost') ?? 0;
    }
    const received = now.received - this.before.received;
    const lost = Math.max(0, now.lost - this.before.lost);
    this.before = now;
    return received + lost > 20 ? lost / (received + lost) : null;
  }

  /** What the peer says has not arrived of ours. */
  private lossThere(entries: Entry[]): (number | null)[] {
    return entries.filter(({ type }) => type === 'remote-inbound-rtp').map((entry) => numberOf(entry, 'fractionLost'));
  }
}
