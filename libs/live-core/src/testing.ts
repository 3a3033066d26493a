import type {
  Card,
  Command,
  CommandKind,
  EventKind,
  InterviewLength,
  InterviewMode,
  InterviewType,
  Level,
  LiveEvent,
  ParticipantId,
  Phase,
  PromptVersion,
  SessionFormat,
} from '@debrief/contracts';
import { applyEvent, decide, emptySession, lastRound } from './index';
import type { Decidable, Decision, Placed, Refusal, ServerCommand, SessionState, Supply } from './state';

/** A minute in ms. */
export const MINUTE = 60_000;
/** When every built room begins. */
export const START = Date.UTC(2026, 0, 5, 9);
/** Dimensions of the rubric that built rooms are scored by. */
export const DIMENSIONS = ['goal', 'user', 'insight', 'solution'];
/** Two phases of ten and five minutes: fifteen planned, a limit of 22.5. */
export const PHASES: Phase[] = [
  { key: 'clarify', name: 'Clarify the goal', minutes: 10 },
  { key: 'choose', name: 'Choose', minutes: 5 },
];
/** The prompt that built rooms use. */
export const PROMPT: PromptVersion = { prompt: 'longer-loans', version: 1 };

/** A stable id for a short word, of the shape of every id on the wire. */
export const idOf = (word: string): string => {
  let hash = 2166136261;
  for (const character of word) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619) >>> 0;
  const hex = (value: number) => value.toString(16).padStart(8, '0');
  return `${hex(hash)}-0000-4000-8000-0000${hex(Math.imul(hash, 2654435761) >>> 0)}`;
};

/** What the server would look up for each command. */
export const SUPPLY: Supply = {
  'brief.open': { promptVersion: PROMPT },
  'prompt.replace': { promptVersion: { prompt: 'night-buses', version: 2 } },
  'swap.agree': { promptVersion: { prompt: 'quiet-rooms', version: 1 } },
  'round.start': {
    promptVersion: PROMPT,
    title: 'Longer loans',
    statement: 'A library wants people to keep books longer.',
    phases: PHASES,
    dimensions: DIMENSIONS,
    rubric: 3,
    seen: false,
  },
  'fact.give': { label: 'Returns by week', answer: 'Half come back in the first week.' },
  'twist.give': { text: 'The late fee was dropped last month.' },
  'nudge.log': { text: 'Which of these matters most?' },
  'probe.ask': { known: true },
  'scorer.assign': { dimensions: DIMENSIONS },
  'mark.set': { claimFloor: 0 },
  'card.lock': { dimensions: DIMENSIONS, redFlags: 3 },
};

/** A command as a test writes it: no op, and the supply only where the test is about it. */
export type Act = { [K in CommandKind]: Omit<Extract<Command, { kind: K }>, 'op'> & SupplyOf<K> }[CommandKind];
type SupplyOf<K extends CommandKind> = K extends keyof Supply ? { supply?: Partial<Supply[K]> } : unknown;

/** The act with the supply that the server would have added. */
export const supplied = (act: Act): Decidable => {
  const usual = act.kind in SUPPLY ? SUPPLY[act.kind as keyof Supply] : undefined;
  // The pairing of kind and supply is the table's above; a lookup loses it.
  return (usual ? { ...act, supply: { ...usual, ...('supply' in act ? act.supply : {}) } } : act) as Decidable;
};

/**
 * A card that can be locked: every dimension at `level`, with a quote each. They are from `at`, server time in ms: the
 * start of the interview is before any hint.
 */
export const fullCard = (level: Level = 3, change: Partial<Card> = {}, at = START): Card => ({
  levels: DIMENSIONS.map((dimension) => ({
    dimension,
    level,
    evidence: [
      {
        id: idOf(`${dimension}-evidence`),
        text: `“I would ask why they keep it” about ${dimension}`,
        kind: 'quote',
        from: at,
        to: at,
      },
    ],
  })),
  overall: 'yes',
  confidence: 'medium',
  redFlags: [],
  ...change,
});

export interface RoomOptions {
  format?: SessionFormat;
  length?: InterviewLength;
  type?: InterviewType;
  mode?: InterviewMode;
  hostFirst?: 'candidate' | 'interviewer';
}

/** A room built step by step through `decide`, for specs. People are named by short words; time moves by hand. */
export class BuiltRoom {
  session: SessionState = emptySession();
  now = START;
  /** Everything decided so far. */
  readonly events: Placed[] = [];

  constructor(private readonly options: Required<RoomOptions>) {}

  /** The first name hosts; the others come in by link, and are admitted by the host where they must wait. */
  with(host: string, ...others: string[]): this {
    this.server({ kind: 'session.create', host: idOf(host), ...this.options });
    for (const name of others) {
      const came = this.tryServer({ kind: 'participant.enter', participant: idOf(name) });
      if (!came.ok) this.act(host, { kind: 'participant.admit', participant: idOf(name), as: 'observer' });
    }
    return this;
  }

  /** Admits somebody as the host does. */
  admitted(host: string, name: string, as: 'seat' | 'interviewer' | 'observer', scorer = false): this {
    return this.act(host, { kind: 'participant.admit', participant: idOf(name), as, scorer });
  }

  /** Opens the brief: by `lead`, else by the host, else by the second person. */
  briefed(lead?: string): this {
    const { room } = this.session;
    const host = room.host ?? '';
    const isSolo = room.format === 'solo';
    const other = Object.keys(room.people).find((one) => one !== room.nextCandidate) ?? host;
    const by = lead !== undefined ? idOf(lead) : isSolo || host !== room.nextCandidate ? host : other;
    return this.actAs(by, { kind: 'brief.open' });
  }

  /** Lets the prompt appear and the first phase begin. */
  started(): this {
    const round = this.session.room.rounds.length;
    const promptVersion = this.session.panels[round]?.promptVersion ?? PROMPT;
    return this.actAs(this.leadId(), { kind: 'round.start', round, supply: { promptVersion } });
  }

  scoring(): this {
    return this.actAs(this.leadId(), { kind: 'scoring.start', round: this.session.room.rounds.length });
  }

  /** Locks full cards of these people in the latest round. */
  locked(...names: string[]): this {
    const { round, startedAt } = this.round;
    for (const name of names)
      this.act(name, { kind: 'card.lock', round, card: fullCard(3, {}, startedAt ?? this.now) });
    return this;
  }

  /** Moves time on, in ms, and lets the server write what has become due. */
  later(ms: number): this {
    this.now += ms;
    return this.tick();
  }

  /** Moves time on without letting the server notice. */
  wait(ms: number): this {
    this.now += ms;
    return this;
  }

  tick(): this {
    return this.server({ kind: 'clock.tick' });
  }

  /** Somebody acts; throws when refused. */
  act(name: string, act: Act): this {
    return this.actAs(idOf(name), act);
  }

  /** Somebody acts; throws when it is not refused. */
  refused(name: string, act: Act): Refusal {
    const decision = this.decide(idOf(name), act);
    if (decision.ok) throw new Error(`${act.kind} by ${name} was not refused`);
    return decision;
  }

  /** The code of a refusal, or `ok`; nothing is kept. */
  answer(name: string, act: Act): string {
    const decision = this.decide(idOf(name), act);
    return decision.ok ? 'ok' : decision.code;
  }

  decide(participant: ParticipantId, act: Act): Decision {
    return decide(this.session, supplied(act), { participant }, this.now);
  }

  server(command: ServerCommand): this {
    const decision = this.tryServer(command);
    if (!decision.ok) throw new Error(`${command.kind}: ${decision.code}: ${decision.message}`);
    return this;
  }

  /** The server acts; keeps the events unless it is refused. */
  tryServer(command: ServerCommand): Decision {
    return this.keep(decide(this.session, command, 'server', this.now));
  }

  away(...names: string[]): this {
    for (const name of names) this.server({ kind: 'presence.away', participant: idOf(name) });
    return this;
  }

  back(...names: string[]): this {
    for (const name of names) this.server({ kind: 'presence.back', participant: idOf(name) });
    return this;
  }

  /** Kinds decided since the last call, such as `room interview-started`; ids of people are left out. */
  kinds(since = 0): string[] {
    return this.events.slice(since).map(({ stream, kind }) => `${stream.replace(/^self\..+/, 'self')} ${kind}`);
  }

  /** Events of one kind, in order. */
  of<K extends EventKind>(kind: K): Extract<LiveEvent, { kind: K }>['payload'][] {
    return this.events.flatMap((event) => (event.kind === kind ? [event.payload as never] : []));
  }

  /** The latest round; throws in the lobby. */
  get round() {
    const round = lastRound(this.session.room);
    if (!round) throw new Error('no round has opened');
    return round;
  }

  private leadId(): ParticipantId {
    return this.round.lead ?? this.round.candidate;
  }

  private actAs(participant: ParticipantId, act: Act): this {
    const decision = this.keep(this.decide(participant, act));
    if (!decision.ok) throw new Error(`${act.kind}: ${decision.code}: ${decision.message}`);
    return this;
  }

  private keep(decision: Decision): Decision {
    if (!decision.ok) return decision;
    this.events.push(...decision.events);
    this.session = decision.events.reduce(applyEvent, this.session);
    return decision;
  }
}

/** A new room; `room().with('ana', 'tom').briefed().started()` has Ana leading and Tom as candidate. */
export const room = (options: RoomOptions = {}): BuiltRoom =>
  new BuiltRoom({
    format: 'swap',
    length: 'long',
    type: 'product-sense',
    mode: 'stress',
    hostFirst: 'interviewer',
    ...options,
  });
