import type { CallQuality } from './call-state';
import { qualityOf } from './limits';

interface Counted {
  received: number;
  lost: number;
}
type Entry = Record<string, unknown>;

const numberOf = (entry: Entry | undefined, key: string): number | null =>
  typeof entry?.[key] === 'number' ? entry[key] : null;

/** Reads a connection's statistics; loss is counted since the reading before. */
export class LinkStats {
  private before: Counted = { received: 0, lost: 0 };

  read(report: RTCStatsReport): { quality: CallQuality | null; relayed: boolean } {
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
    };
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
