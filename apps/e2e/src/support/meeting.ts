import {
  privateDoc,
  routes,
  type Ack,
  type Card,
  type CommandInput,
  type CommandKind,
  type InterviewType,
  type JoinAnswer,
  type Level,
  type RouteArgs,
} from '@debrief/contracts';
import { newId } from '@debrief/client';
import { rubrics } from '@debrief/prompt-bank';
import { newAccount, newGuest, type Person } from './person';
import { RawSocket } from './raw-socket';

type NewSession = RouteArgs<typeof routes.createSession>['body'];

/** Somebody at a session with a socket of their own. */
export interface Seat {
  readonly person: Person;
  readonly participant: string;
  socket: RawSocket;
  joined: JoinAnswer;
  /** Sends a command and demands that it is accepted. */
  act<K extends CommandKind>(kind: K, input: CommandInput<K>): Promise<Ack & { ok: true }>;
  /** Sends a command and answers its refusal's code, or `ok`. */
  answer<K extends CommandKind>(kind: K, input: CommandInput<K>): Promise<string>;
  /** Loses the connection and comes back with a snapshot, or from what it had. */
  rejoin(more?: Parameters<RawSocket['join']>[1]): Promise<void>;
}

/** Sits down with a socket: connects, joins, demands to be let in at least to the door. */
export const takeSeat = async (person: Person, session: string): Promise<Seat> => {
  const enter = async (more?: Parameters<RawSocket['join']>[1]) => {
    const socket = await RawSocket.open(person);
    const joined = await socket.join(session, more);
    if (!joined.ok) throw new Error(`${person.name} was not let in: ${joined.code}: ${joined.message}`);
    return { socket, joined };
  };
  const first = await enter();
  const seat: Seat = {
    person,
    participant: first.joined.participant,
    ...first,
    act: async (kind, input) => {
      const ack = await seat.socket.command(kind, input);
      if (!ack.ok)
        throw new Error(`${kind} by ${person.name}: ${ack.code}: ${ack.message} ${JSON.stringify(ack.fields ?? {})}`);
      return ack;
    },
    answer: async (kind, input) => {
      const ack = await seat.socket.command(kind, input);
      return ack.ok ? 'ok' : ack.code;
    },
    rejoin: async (more) => {
      seat.socket.close();
      Object.assign(seat, await enter(more));
    },
  };
  return seat;
};

/** Creates a session over HTTP. Its host interviews first unless asked otherwise. */
export const hostSession = (host: Person, input: Partial<NewSession> = {}) =>
  host.http(routes.createSession, {
    body: { type: 'estimation', length: 'short', mode: 'stress', format: 'swap', hostFirst: 'interviewer', ...input },
  });

/** Joins by link: with an account when one is given, else as a guest of that name. */
export const joinByLink = async (url: string, code: string, who: Person | string): Promise<Person> => {
  if (typeof who === 'string') return (await newGuest(url, code, who)).person;
  await who.http(routes.acceptInvite, { body: { code } });
  return who;
};

export interface Meeting {
  readonly session: string;
  readonly code: string;
  /** Hosts and interviews first. */
  readonly ana: Seat;
  /** A guest, and the first candidate. */
  readonly tom: Seat;
}

/** Two people in the lobby of one session: Ana with an account, Tom as a guest. */
export const meet = async (url: string, input: Partial<NewSession> = {}): Promise<Meeting> => {
  const host = await newAccount(url, 'Ana');
  const { session, code } = await hostSession(host, input);
  const guest = await joinByLink(url, code, 'Tom');
  return { session, code, ana: await takeSeat(host, session), tom: await takeSeat(guest, session) };
};

/** A third person, let in by Ana. */
export const bring = async (
  { session, code, ana }: Meeting,
  name: string,
  as: 'seat' | 'interviewer' | 'observer',
  scorer = false,
): Promise<Seat> => {
  const person = await joinByLink(ana.person.url, code, name);
  const waiting = await takeSeat(person, session);
  await ana.act('participant.admit', { participant: waiting.participant, as, scorer });
  await waiting.rejoin();
  return waiting;
};

/** A card that can be locked once an interview has begun, with words that can be searched for. */
export const lockable = (type: InterviewType, words = 'said what the number is for', level: Level = 3): Card => ({
  levels: rubrics[type].dimensions.map(({ key }) => ({
    dimension: key,
    level,
    evidence: [{ id: newId(), text: `${words}, about ${key}`, kind: 'quote', from: Date.now(), to: Date.now() }],
  })),
  overall: 'yes',
  confidence: 'medium',
  redFlags: [],
});

/** Brings a meeting from the lobby to the named stage of round 1. */
export const bringTo = async (
  { ana, tom }: Pick<Meeting, 'ana' | 'tom'>,
  stage: 'brief' | 'interview' | 'scoring' | 'debrief' | 'ended',
  type: InterviewType = 'estimation',
  round = 1,
): Promise<void> => {
  const stages = ['brief', 'interview', 'scoring', 'debrief', 'ended'];
  const upTo = stages.indexOf(stage);
  if (round === 1) await ana.act('brief.open', {});
  if (upTo >= 1) await ana.act('round.start', { round });
  if (upTo >= 2) await ana.act('scoring.start', { round });
  if (upTo >= 3) for (const seat of [ana, tom]) await seat.act('card.lock', { round, card: lockable(type) });
  if (upTo >= 4) {
    await ana.act('end.propose', {});
    await tom.act('end.agree', {});
  }
};

/** A document name of somebody's private notes. */
export const privateNotesOf = (seat: Seat, round = 1) => privateDoc(round, seat.participant);
