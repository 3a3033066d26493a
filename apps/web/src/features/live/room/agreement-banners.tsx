import { comingCandidate, isByObjection, isLead, lastRound, mayEnd, roleOf } from '@debrief/live-core';
import { Button } from '@debrief/ui';
import { i18n } from '../../../shared/i18n';
import { firstName, useMe, useNames, useNow, useRoom, useSend } from '../live-context';
import { Banner } from './banner';

/** Somebody has asked to end: how long that still takes, and who may stop or hasten it. */
export const EndBanner = () => {
  const room = useRoom();
  const { end, status, format } = room;
  const me = useMe();
  const name = useNames();
  const send = useSend();
  const now = useNow(end !== null);
  if (!end || status === 'ended') return null;
  const seconds = Math.max(0, Math.ceil((end.endsAt - now) / 1000));
  const performer = format === 'fishbowl' ? lastRound(room)?.candidate : undefined;
  const mayStop = end.by === me || end.by !== performer;
  return (
    <Banner tone="warn">
      <p role="timer">
        {end.by === me
          ? i18n.t('The session ends in {seconds} s.', { seconds })
          : i18n.t('{name} ends the session in {seconds} s.', { name: firstName(name(end.by)), seconds })}{' '}
        {isByObjection(room) && mayStop && i18n.t('Anybody may object.')}
      </p>
      {mayStop && (
        <Button size="s" onClick={() => void send('end.cancel', {})}>
          {end.by === me ? i18n.t('Undo') : i18n.t('Not yet')}
        </Button>
      )}
      {end.by !== me && mayEnd(room, me) && !isByObjection(room) && (
        <Button size="s" kind="quiet" onClick={() => void send('end.agree', {})}>
          {i18n.t('End now')}
        </Button>
      )}
    </Banner>
  );
};

/** Somebody has asked to swap. Two people answer each other; in a panel it happens unless somebody objects. */
export const SwapBanner = () => {
  const room = useRoom();
  const me = useMe();
  const name = useNames();
  const send = useSend();
  const { swap } = room;
  const round = lastRound(room);
  const now = useNow(swap?.endsAt !== null && swap !== null);
  if (!swap || !round || room.status === 'ended') return null;
  const next = comingCandidate(room);
  const what =
    next === me
      ? i18n.t('You become the candidate of round {n}, with another prompt.', { n: round.round + 1 })
      : i18n.t('{name} becomes the candidate of round {n}, with another prompt.', {
          name: firstName(name(next)),
          n: round.round + 1,
        });
  const isMine = swap.by === me;
  const role = roleOf(room, me, round.round);
  if (swap.endsAt !== null) {
    const seconds = Math.max(0, Math.ceil((swap.endsAt - now) / 1000));
    const mayObject = role === 'candidate' || role === 'interviewer' || next === me;
    return (
      <Banner>
        <p role="timer">
          {isMine
            ? i18n.t('Roles swap in {seconds} s.', { seconds })
            : i18n.t('{name} asks to swap roles: it happens in {seconds} s.', {
                name: firstName(name(swap.by)),
                seconds,
              })}{' '}
          {what} {i18n.t('This session stays open.')}
        </p>
        {mayObject && (
          <Button size="s" onClick={() => void send('swap.decline', {})}>
            {isMine ? i18n.t('Take it back') : i18n.t('I object')}
          </Button>
        )}
      </Banner>
    );
  }
  if (isMine)
    return (
      <Banner>
        <p>
          {i18n.t('You asked to swap roles. Waiting for an answer.')} {what}
        </p>
        <Button size="s" onClick={() => void send('swap.decline', {})}>
          {i18n.t('Take it back')}
        </Button>
      </Banner>
    );
  return (
    <Banner>
      <p>
        {i18n.t('{name} asks to swap roles.', { name: firstName(name(swap.by)) })} {what}{' '}
        {i18n.t('This session stays open.')}
      </p>
      {(role === 'candidate' || isLead(room, me, round.round)) && (
        <>
          <Button size="s" kind="primary" onClick={() => void send('swap.agree', {})}>
            {i18n.t('Swap roles')}
          </Button>
          <Button size="s" kind="quiet" onClick={() => void send('swap.decline', {})}>
            {i18n.t('Not now')}
          </Button>
        </>
      )}
    </Banner>
  );
};
