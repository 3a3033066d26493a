import { planFor, type Ground, type Say } from './bench';
import { Peer } from './target';
import { playTurn } from './turn';

/** Shows that the books are right: a relay errs in known places, and what was counted has to be what it did. */
export const proveCounting = async (ground: Ground, say: Say): Promise<boolean> => {
  const target = await Peer.start({
    kind: 'faulty',
    port: ground.ports.faulty,
    cluster: ground.clusters.peers,
    people: 3,
  });
  try {
    const { losses } = await playTurn(target, planFor(target, { seconds: 3, warmup: 1 }, 40, 7));
    const did = await target.mistakes();
    const counted = {
      lost: losses.lost,
      duplicated: losses.duplicated,
      reordered: losses.reordered,
      unacked: losses.unacked,
    };
    const isExact = Object.entries(did).every(
      ([name, value]) => value === counted[name as keyof typeof did] && value > 0,
    );
    say(`planted mistakes ${JSON.stringify(did)}, counted ${JSON.stringify(counted)}: ${isExact ? 'exact' : 'WRONG'}`);
    return isExact;
  } finally {
    await target.stop();
  }
};
