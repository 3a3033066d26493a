import { OBJECTION_TIME, type ParticipantId, type PromptVersion } from '@debrief/contracts';
import {
  comingCandidate,
  isBetweenRounds,
  isByObjection,
  isGone,
  isHere,
  isSeated,
  lastRound,
  MAX_INTERVIEWERS,
  MAX_ROUNDS,
  mayTakeLead,
  roleOf,
  seated,
} from '../roles';
import type { RoomState, RoundState } from '../state';
import { type Draft, needLead, needRound, needStage, refuse, write } from './draft';
import type { Handlers } from './table';

const NO_SWAP: Partial<Record<RoomState['format'], string>> = {
  'one-way': 'This session is one way: its roles do not swap.',
  solo: 'There is nobody to swap with in a solo session.',
  fishbowl: 'Roles do not swap in a fishbowl.',
};

/** In a panel, those admitted as interviewer, the first two seats among them. Everybody else watches. */
const interviewsInPanel = (room: RoomState, participant: ParticipantId): boolean => {
  const planned = room.planned[participant]?.role;
  return planned === undefined ? (room.people[participant]?.seat ?? 2) < 2 : planned === 'interviewer';
};

const openRound = (draft: Draft, candidate: ParticipantId, lead: ParticipantId | null): void => {
  const { room } = draft.session;
  const before = lastRound(room);
  const others = seated(room).filter((one) => one !== candidate && one !== lead);
  const stays = (one: ParticipantId) => before?.interviewers.includes(one) ?? false;
  const panel = room.format === 'panel' ? others.filter((one) => stays(one) || interviewsInPanel(room, one)) : [];
  const interviewers = [...(lead === null ? [] : [lead]), ...panel].slice(0, MAX_INTERVIEWERS);
  const observers = others.filter((one) => !interviewers.includes(one));
  const scorers = [...interviewers, ...observers.filter((one) => room.planned[one]?.scorer)];
  const round = room.rounds.length + 1;
  const payload = { round, candidate, lead, interviewers, observers, scorers, at: draft.now };
  write(draft, { kind: 'round-opened', payload });
};

const choosePrompt = (draft: Draft, round: number, promptVersion: PromptVersion): void =>
  write(draft, { kind: 'prompt-chosen', payload: { round, promptVersion } });

const sameVersion = (a: PromptVersion | null | undefined, b: PromptVersion): boolean =>
  a?.prompt === b.prompt && a.version === b.version;

/** The round after which a swap may be proposed or answered. */
const needSwappable = (draft: Draft): RoundState => {
  const { room } = draft.session;
  const no = NO_SWAP[room.format];
  if (no !== undefined) refuse('not-now', no);
  const last = lastRound(room) ?? refuse('not-now', 'The first round has not been held yet.');
  if (!isBetweenRounds(room)) refuse('not-now', 'Swap once the cards are open.');
  if (room.rounds.length >= MAX_ROUNDS) refuse('not-now', `A session has at most ${MAX_ROUNDS} rounds.`);
  return last;
};

/** Who is asked next and who leads; the same candidate again keeps the lead. */
const nextPair = (room: RoomState, last: RoundState) => {
  const candidate = comingCandidate(room);
  return { candidate, lead: candidate === last.candidate ? last.lead : last.candidate };
};

/** Nobody has objected in time: the next round opens, or the swap is off when somebody it needs is not here. */
export const swapUnopposed = (draft: Draft): void => {
  const { room } = draft.session;
  const last = lastRound(room);
  if (!room.swap || !last) return;
  const { by } = room.swap;
  const { candidate, lead } = nextPair(room, last);
  const canStart = candidate !== null && lead !== null && isHere(room, candidate) && isHere(room, lead);
  if (!canStart) return write(draft, { kind: 'swap-declined', payload: { by } });
  write(draft, { kind: 'swap-agreed', payload: { by } });
  openRound(draft, candidate, lead);
};

export const roundHandlers: Handlers<
  | 'brief.open'
  | 'prompt.replace'
  | 'round.start'
  | 'lead.take'
  | 'timekeeper.set'
  | 'swap.propose'
  | 'swap.agree'
  | 'swap.decline'
> = {
  'brief.open': (draft, { supply }, me) => {
    const { room } = draft.session;
    if (room.status !== 'lobby') refuse('not-now', 'The next round starts with a swap.');
    const candidate = room.nextCandidate ?? refuse('not-now', 'Wait until a second person is here.');
    const isSolo = room.format === 'solo';
    if (isSolo ? me !== candidate : me === candidate)
      refuse('not-your-role', 'The interviewer opens the brief: you are candidate first.');
    if (room.planned[me]?.role === 'observer') refuse('not-your-role', 'You are here to watch: an interviewer begins.');
    if (!isHere(room, candidate)) refuse('not-now', 'The candidate must be here.');
    openRound(draft, candidate, isSolo ? null : me);
    choosePrompt(draft, 1, supply.promptVersion);
  },

  'prompt.replace': (draft, { round: number, supply }, me) => {
    const round = needRound(draft, number);
    needLead(round, me);
    needStage(draft, number, 'brief');
    choosePrompt(draft, number, supply.promptVersion);
  },

  'round.start': (draft, { round: number, supply }, me) => {
    const round = needRound(draft, number);
    needLead(round, me);
    needStage(draft, number, 'brief');
    const { promptVersion, title, statement, phases, dimensions, rubric, seen } = supply;
    if (!isHere(draft.session.room, round.candidate)) refuse('not-now', 'The candidate must be here.');
    if (seen) refuse('guide-seen', 'The candidate knows this prompt: choose another.');
    if (!sameVersion(draft.session.panels[number]?.promptVersion, promptVersion))
      refuse('conflict', 'Another prompt has been chosen meanwhile: look at it and start again.');
    const at = draft.now;
    write(draft, {
      kind: 'interview-started',
      payload: { round: number, promptVersion, title, statement, phases, dimensions, rubric, at },
    });
    write(draft, { kind: 'phase-started', payload: { round: number, index: 0, at } });
  },

  'lead.take': (draft, { round: number }, me) => {
    const round = needRound(draft, number);
    const { room } = draft.session;
    if (roleOf(room, me, number) !== 'interviewer')
      refuse('not-your-role', 'Only an interviewer of this round can take the lead.');
    if (round.lead === me) refuse('already-done', 'You have the lead.');
    if (round.openedAt !== null || round.lapsedAt !== null) refuse('not-now', 'This round is over.');
    if (!mayTakeLead(room, me, number, draft.now))
      refuse('not-now', 'The lead can be taken once the lead has been gone for a minute.');
    write(draft, { kind: 'lead-taken', payload: { round: number, participant: me, at: draft.now } });
  },

  'timekeeper.set': (draft, { round: number, participant }, me) => {
    needLead(needRound(draft, number), me);
    const round = needStage(draft, number, 'brief', 'interview');
    const { room } = draft.session;
    if (round.timekeeper === participant) refuse('already-done', 'That is so already.');
    if (participant !== null) {
      const role = isSeated(room, participant) ? roleOf(room, participant, number) : null;
      if (role === null) refuse('bad-input', 'The timekeeper has to be somebody in the room.');
      if (role === 'candidate') refuse('bad-input', 'The candidate does not keep the time of their own interview.');
      if (participant === me) refuse('bad-input', 'The lead keeps the time anyway.');
    }
    write(draft, { kind: 'timekeeper-set', payload: { round: number, participant, at: draft.now } });
  },

  'swap.propose': (draft, _command, me) => {
    const last = needSwappable(draft);
    const { room } = draft.session;
    const byObjection = isByObjection(room);
    const standsIn = byObjection && last.interviewers.includes(me) && isGone(room, last.lead, draft.now);
    const mayPropose = standsIn || me === last.lead || (me === last.candidate && !byObjection);
    if (!mayPropose) refuse('not-your-role', 'The swap is proposed by those who held the interview.');
    if (room.swap) refuse('already-done', 'A swap has been proposed already.');
    const at = draft.now;
    const payload = { by: me, at, ...(byObjection && { endsAt: at + OBJECTION_TIME }) };
    write(draft, { kind: 'swap-proposed', payload });
  },

  'swap.agree': (draft, { supply }, me) => {
    const last = needSwappable(draft);
    const { room } = draft.session;
    const swap = room.swap ?? refuse('not-now', 'No swap has been proposed.');
    if (me === swap.by || (me !== last.lead && me !== last.candidate))
      refuse('not-your-role', 'The other one of the two who held the interview agrees.');
    // One yes must not cut short the time in which the others may say no.
    if (swap.endsAt !== null) refuse('not-now', 'The swap happens by itself unless somebody objects.');
    const { candidate, lead } = nextPair(room, last);
    if (candidate === null) return refuse('not-now', 'Nobody is named as the next candidate.');
    if (!isHere(room, candidate)) refuse('not-now', 'The next candidate must be here.');
    if (lead === null || !isHere(room, lead)) return refuse('not-now', 'The next interviewer must be here.');
    write(draft, { kind: 'swap-agreed', payload: { by: me } });
    openRound(draft, candidate, lead);
    if (supply.promptVersion) choosePrompt(draft, last.round + 1, supply.promptVersion);
  },

  'swap.decline': (draft, _command, me) => {
    const { room } = draft.session;
    if (!room.swap) refuse('not-now', 'No swap has been proposed.');
    const last = lastRound(room);
    const isAsked = me === last?.candidate || last?.interviewers.includes(me) || me === comingCandidate(room);
    if (!isAsked) refuse('not-your-role', 'Only those who held the interview can decline.');
    write(draft, { kind: 'swap-declined', payload: { by: me } });
  },
};
