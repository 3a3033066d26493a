import { routes, type InterviewType } from '@debrief/contracts';
import { newId } from '@debrief/client';
import { promptOf } from './canary';
import { hostSession, joinByLink, lockable, takeSeat, type Seat } from './meeting';
import { newAccount, newGuest, Person } from './person';
import type { Prompt } from '@debrief/prompt-bank';

export const stages = ['lobby', 'brief', 'interview', 'scoring', 'debrief', 'ended'] as const;
export type StageName = (typeof stages)[number];
/** Members of the session first, then those who are not. */
export const roles = ['candidate', 'lead', 'observer', 'host', 'waiting', 'other', 'admin', 'stranger'] as const;
export type RoleName = (typeof roles)[number];

const plans: Record<StageName, { type: InterviewType; prompt: string }> = {
  lobby: { type: 'estimation', prompt: 'cargo-bikes' },
  brief: { type: 'estimation', prompt: 'hot-fountains' },
  interview: { type: 'product-sense', prompt: 'longer-loans' },
  scoring: { type: 'metrics', prompt: 'slower-lockers' },
  debrief: { type: 'strategy', prompt: 'after-lesson-three' },
  ended: { type: 'behavioural', prompt: 'opposite-goals' },
};

/** The people of the permission tables: each has an account but the one who waits at the door and the stranger. */
export interface Cast {
  readonly people: Record<Exclude<RoleName, 'waiting'>, Person>;
  readonly url: string;
}
/** A session that has come to a stage, with somebody in every role. */
export interface Scene {
  readonly stage: StageName;
  readonly session: string;
  readonly code: string;
  readonly type: InterviewType;
  readonly prompt: Prompt;
  readonly people: Record<RoleName, Person>;
  readonly participants: Record<'candidate' | 'lead' | 'observer' | 'host' | 'waiting', string>;
  /** A mark of the lead and one of the observer, where the stage has them. */
  readonly marks: { lead: string; observer: string };
}

export const gather = async (url: string): Promise<Cast> => {
  const admin = await newAccount(url, 'Admin', { fromHere: true });
  const [candidate, lead, observer, host, other] = [
    await newAccount(url, 'Candidate'),
    await newAccount(url, 'Lead'),
    await newAccount(url, 'Observer'),
    await newAccount(url, 'Host'),
    await newAccount(url, 'Other'),
  ];
  return { url, people: { candidate, lead, observer, host, other, admin, stranger: new Person(url, 'Stranger') } };
};

/** Plays a session up to the named stage and leaves it there. */
export const stageScene = async ({ url, people }: Cast, stage: StageName): Promise<Scene> => {
  const plan = plans[stage];
  const { session, code } = await hostSession(people.host, { ...plan, length: 'long' });
  const host = await takeSeat(people.host, session);
  const candidate = await takeSeat(await joinByLink(url, code, people.candidate), session);
  const letIn = async (person: Person, as: 'seat' | 'observer'): Promise<Seat> => {
    const seat = await takeSeat(await joinByLink(url, code, person), session);
    await host.act('participant.admit', { participant: seat.participant, as });
    await seat.rejoin();
    return seat;
  };
  const lead = await letIn(people.lead, 'seat');
  const observer = await letIn(people.observer, 'observer');
  const { person: waiting, joined } = await newGuest(url, code, 'Waiting');
  const marks = { lead: newId(), observer: newId() };
  const reached = stages.indexOf(stage);
  const mark = { round: 1, dimension: lockable(plan.type).levels[0]?.dimension ?? '', markKind: 'strong' as const };
  if (reached >= 1) await lead.act('brief.open', {});
  if (reached >= 2) {
    await lead.act('round.start', { round: 1 });
    await lead.act('mark.set', { ...mark, mark: marks.lead });
    await observer.act('mark.set', { ...mark, mark: marks.observer });
  }
  if (reached >= 3) await lead.act('scoring.start', { round: 1 });
  if (reached >= 4) {
    for (const seat of [lead, candidate]) await seat.act('card.lock', { round: 1, card: lockable(plan.type) });
    await people.candidate.http(routes.proposeFix, {
      params: { session, round: '1' },
      body: { text: 'First', version: 0 },
    });
  }
  if (reached >= 5) {
    await lead.act('end.propose', {});
    await candidate.act('end.agree', {});
  }
  for (const seat of [host, candidate, lead, observer]) seat.socket.close();
  return {
    stage,
    session,
    code,
    type: plan.type,
    prompt: await promptOf(plan.prompt),
    people: { ...people, waiting },
    participants: {
      candidate: candidate.participant,
      lead: lead.participant,
      observer: observer.participant,
      host: host.participant,
      waiting: joined.participant,
    },
    marks,
  };
};
