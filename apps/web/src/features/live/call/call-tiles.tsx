import { callPart, isSeated } from '@debrief/live-core';
import { Button, cx } from '@debrief/ui';
import { i18n } from '../../../shared/i18n';
import { firstName, useMe, useNames, useRoom } from '../live-context';
import { useDesk, useDeskState } from './call-context';
import { type CallDesk } from './call-desk';
import { FixNotes } from './fix-notes';
import { PeerTile, SelfTile } from './tile';
import styles from './call.module.css';

/** The people in the call, or the way into it. `look` is the room it has: a narrow column, or a low wide strip. */
export const CallTiles = ({ look = 'column' }: { look?: 'column' | 'strip' }) => {
  const desk = useDesk();
  return desk && <Tiles desk={desk} look={look} />;
};

const Tiles = ({ desk, look }: { desk: CallDesk; look: 'column' | 'strip' }) => {
  const { call, choices } = useDeskState(desk);
  const room = useRoom();
  const me = useMe();
  if (call.status === 'out' || call.status === 'failed' || call.status === 'moved')
    return room.format === 'solo' || room.status === 'ended' || !isSeated(room, me) ? null : <WayIn desk={desk} />;
  if (call.status === 'entering')
    return (
      <p role="status" className={styles.note}>
        {i18n.t('Joining the call')}
      </p>
    );
  const senders = call.peers.filter(({ part }) => part === 'send');
  // Who matters most to this person is large: the candidate to the panel, the lead to everybody else.
  const last = room.rounds.at(-1);
  const rank = (participant: string) =>
    participant === last?.candidate ? 0 : participant === last?.lead ? 1 : 2 + (room.people[participant]?.seat ?? 99);
  const peers = [...senders].sort((a, b) => rank(a.participant) - rank(b.participant));
  const isPair = peers.length === 1;
  const ears = call.peers.length - senders.length;
  return (
    <section className={cx(styles.tiles, look === 'strip' && styles.strip)} aria-label={i18n.t('Call')}>
      <ul className={styles.grid} data-count={peers.length}>
        {peers.map((peer, index) => (
          <PeerTile key={peer.peer} desk={desk} peer={peer} large={index === 0} />
        ))}
        {call.part === 'send' && <SelfTile desk={desk} inset={isPair} />}
      </ul>
      {peers.length === 0 && room.format !== 'solo' && (
        <p className={styles.note}>
          {call.part === 'send'
            ? i18n.t('Nobody else is in the call yet.')
            : i18n.t('Nobody speaks in the call yet. You hear it when somebody does.')}
        </p>
      )}
      {call.part === 'hear' && <p className={styles.note}>{i18n.t('You hear; nobody hears or sees you.')}</p>}
      {ears > 0 && call.part === 'send' && (
        <p className={styles.note}>
          {ears === 1 ? i18n.t('One observer listens.') : i18n.t('{ears} observers listen.', { ears })}
        </p>
      )}
      {choices.hidesSelf && call.part === 'send' && (
        <Button size="s" kind="quiet" onClick={() => desk.hideSelf(false)}>
          {i18n.t('Show my own picture')}
        </Button>
      )}
      <FixNotes desk={desk} />
    </section>
  );
};

/** Not in the call: who is, and one press to be in it. Nothing of the interview waits for it. */
export const WayIn = ({ desk, brief }: { desk: CallDesk; brief?: boolean }) => {
  const { call, way, wasIn, isUnreachable } = useDeskState(desk);
  const room = useRoom();
  const me = useMe();
  const name = useNames();
  const talking = Object.entries(room.people).filter(([each, { microphone }]) => each !== me && microphone);
  const hears = callPart(room, me) === 'hear';
  const join = (ask: { microphone?: boolean; camera?: boolean }) =>
    void (async () => {
      if (ask.microphone || ask.camera) await desk.open(ask);
      // With a problem on screen the person decides first whether to go on without.
      const { problems } = desk.get();
      if (!problems.microphone && !problems.camera) await desk.join();
    })();
  const who = talking.map(([each]) => firstName(name(each))).join(', ');
  return (
    <section className={cx(styles.wayIn, brief && styles.brief)} aria-label={i18n.t('Call')}>
      <p role="status">
        {isUnreachable || call.status === 'failed'
          ? i18n.t('The call did not open. Notes, chat and clock go on.')
          : call.status === 'moved'
            ? i18n.t('The call goes on in another tab or device of yours.')
            : wasIn
              ? i18n.t('You were in the call before this page was loaded again.')
              : talking.length
                ? i18n.t('In the call: {who}. You are not in it.', { who })
                : i18n.t('You are not in the call.')}
      </p>
      <div className={styles.ways}>
        {hears ? (
          <Button size="s" onClick={() => join({})}>
            {i18n.t('Listen')}
          </Button>
        ) : way === 'on' ? (
          <Button size="s" onClick={() => join({})}>
            {call.status === 'moved' ? i18n.t('Take the call here') : i18n.t('Join the call')}
          </Button>
        ) : (
          <>
            <Button size="s" busy={way === 'asking'} onClick={() => join({ microphone: true, camera: true })}>
              {call.status === 'moved' ? i18n.t('Take the call here') : i18n.t('Join the call')}
            </Button>
            <Button size="s" kind="quiet" onClick={() => join({ microphone: true })}>
              {i18n.t('Sound only')}
            </Button>
            <Button size="s" kind="quiet" onClick={() => join({})}>
              {i18n.t('Listen only')}
            </Button>
          </>
        )}
      </div>
      <FixNotes desk={desk} />
    </section>
  );
};
