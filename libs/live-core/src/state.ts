import type {
  Artefact,
  Card,
  CommandKind,
  Command,
  ErrorCode,
  EventPayload,
  FactTable,
  InterviewLength,
  InterviewMode,
  InterviewType,
  LiveEvent,
  MarkKind,
  ParticipantId,
  Phase,
  PromptVersion,
  Role,
  SessionFormat,
  Stage,
  Stream,
} from '@debrief/contracts';

/** What everybody admitted knows: the fold of the `room` stream. Plain JSON, so a snapshot is the state itself. */
export interface RoomState {
  status: 'lobby' | 'live' | 'ended';
  host: ParticipantId | null;
  format: SessionFormat;
  type: InterviewType;
  length: InterviewLength;
  mode: InterviewMode;
  /** What the host asked to be first; decides `nextCandidate` when the second person sits down. */
  hostFirst: 'candidate' | 'interviewer';
  locked: boolean;
  /**
   * Who is candidate in the coming round; null until a second person is seated, and again once a round has opened:
   * then the coming candidate is that round's lead unless somebody else is named (see `comingCandidate`).
   */
  nextCandidate: ParticipantId | null;
  /** Roles asked for at admission; they count at every opening of a round. */
  planned: Record<ParticipantId, { role: Exclude<Role, 'candidate'>; scorer: boolean }>;
  people: Record<ParticipantId, PersonState>;
  /** People at the door whom the host did not let in; they have no seat. */
  turnedAway: ParticipantId[];
  /** People whose admission waits for the candidates of opened rounds. */
  admissions: Record<
    ParticipantId,
    { as: 'seat' | 'interviewer' | 'observer'; scorer: boolean; needs: ParticipantId[] }
  >;
  /** Round n is `rounds[n - 1]`. */
  rounds: RoundState[];
  chat: { participant: ParticipantId; text: string; at: number }[];
  sharedNotes: { round: number; participant: ParticipantId; text: string; at: number }[];
  /** What each person has agreed to; silence is no. */
  consents: Record<ParticipantId, Partial<Record<Artefact, boolean>>>;
  /** Audio recordings in the order they began; at most the last one runs. */
  recordings: RecordingState[];
  /** `endsAt`: when the swap happens unless somebody objects; null where the other one has to agree. */
  swap: { by: ParticipantId; at: number; endsAt: number | null } | null;
  end: { by: ParticipantId; at: number; endsAt: number } | null;
  endedAt: number | null;
}

export interface PersonState {
  seat: number;
  presence: 'here' | 'away' | 'left' | 'kicked';
  /** Server time of the last change of `presence`, ms. */
  since: number;
  ready: boolean;
  handRaised: boolean;
  /** True while a tab of theirs is in the call with a microphone, muted or not. */
  microphone: boolean;
}

export interface RecordingState {
  recording: string;
  /** Whose tab records. */
  by: ParticipantId;
  startedAt: number;
  stoppedAt: number | null;
  reason: EventPayload<'recording-stopped'>['reason'] | null;
  deletedAt: number | null;
}

/** What somebody's microphone has reported of them in one round: how much, and up to when, ms. */
export interface Talk {
  ms: number;
  until: number;
}

export interface RoundState {
  round: number;
  stage: Stage;
  candidate: ParticipantId;
  /** Null in a solo round, where the candidate holds the lead's commands. */
  lead: ParticipantId | null;
  /** Who keeps the time beside the lead; null when the lead does so alone. */
  timekeeper: ParticipantId | null;
  interviewers: ParticipantId[];
  observers: ParticipantId[];
  /** Who scores beside the candidate: the interviewers and the observers named as scorers. */
  scorers: ParticipantId[];
  openedBriefAt: number;
  /** Null until the prompt appears. */
  prompt: { promptVersion: PromptVersion; title: string; statement: string } | null;
  phases: Phase[];
  dimensions: string[];
  /** Version of the rubric that this round is scored by for good; null until the prompt appears. */
  rubric: number | null;
  startedAt: number | null;
  /** Phases that have run or run now, in order; the last one is current. */
  runs: {
    index: number;
    startedAt: number;
    endedAt: number | null;
    addedMinutes: number;
    due: boolean;
    doneAt: number | null;
  }[];
  pauses: { from: number; to: number | null }[];
  /** Minutes of the limit warnings that were given, such as [5, 1]. */
  limitWarned: number[];
  facts: { fact: string; label: string; answer?: string; table?: FactTable; at: number }[];
  twists: { twist: string; text: string; at: number }[];
  sharedMarks: EventPayload<'mark-shared'>[];
  scoring: {
    startedAt: number;
    endsAt: number;
    over: boolean;
    lapsesAt: number | null;
    reason: EventPayload<'scoring-started'>['reason'];
  } | null;
  locked: ParticipantId[];
  /** Set once, by the opening. */
  cards: { participant: ParticipantId; isSelf: boolean; lockedAt: number; card: Card }[] | null;
  hints: Hint[] | null;
  /** Talk totals told with the opening; null before it and in rounds from before calls. */
  talk: { participant: ParticipantId; ms: number }[] | null;
  openedAt: number | null;
  lapsedAt: number | null;
}

export type Hint = EventPayload<'hint-logged'>['hint'];

/** What the interviewers of one round know beside the room: the fold of `rN.panel`. */
export interface PanelState {
  promptVersion: PromptVersion | null;
  hints: Hint[];
  probes: { probe: string; at: number }[];
  duties: Record<string, ParticipantId>;
  /** The dimensions of scorers who judge some only. */
  assigned: Record<ParticipantId, string[]>;
  talk: Record<ParticipantId, Talk>;
}

export interface MarkState {
  mark: string;
  round: number;
  dimension: string;
  kind: MarkKind;
  words: string;
  from: number;
  to: number;
  /** Server time of the press, ms. */
  at: number;
}
/** What one participant alone knows: the fold of `self.<participant>`. */
export interface SelfState {
  marks: MarkState[];
  /** Own locked cards by round. */
  cards: Record<number, { card: Card; at: number }>;
  /** By round: the dimensions that one's card has, where these are some only. */
  assigned: Record<number, string[]>;
  /** Own talk by round. */
  talk: Record<number, Talk>;
}

/** Everything the server knows of a session; a client holds the slices it may read. */
export interface SessionState {
  room: RoomState;
  panels: Record<number, PanelState>;
  selves: Record<ParticipantId, SelfState>;
}

/** Who acts: a participant, or the server itself (its clock, its sweep, an arrival by link). */
export type Actor = { participant: ParticipantId } | 'server';

/** Commands only the server gives itself; none has an op. */
export type ServerCommand =
  | {
      kind: 'session.create';
      host: ParticipantId;
      format: SessionFormat;
      type: InterviewType;
      length: InterviewLength;
      mode: InterviewMode;
      hostFirst: 'candidate' | 'interviewer';
    }
  /** Somebody came in by link or came back. */
  | { kind: 'participant.enter'; participant: ParticipantId }
  | { kind: 'presence.away'; participant: ParticipantId }
  | { kind: 'presence.back'; participant: ParticipantId }
  /** A microphone came into the call or went. */
  | { kind: 'call.microphone'; participant: ParticipantId; has: boolean }
  /** The files of a recording are gone. */
  | { kind: 'recording.delete'; recording: string; by: ParticipantId }
  /** What a solo round's guide hands over by itself; writes what its clock has reached and nobody was given yet. */
  | { kind: 'script.play'; round: number; entries: ScriptEntry[] }
  /** Time has passed: write what is due. Does nothing when nothing is. */
  | { kind: 'clock.tick' };

/** A fact or twist of the pinned guide with the minute of the round's clock at which a solo round gets it. */
export type ScriptEntry = { minute: number } & (
  | { kind: 'fact'; id: string; label: string; answer?: string; table?: FactTable }
  | { kind: 'twist'; id: string; text: string }
);

/**
 * What the server looked up for a command before it is decided: text of the pinned prompt version, never from the
 * client. `seen` is true when the coming candidate has read the guide or played the prompt.
 */
export interface Supply {
  'brief.open': { promptVersion: PromptVersion };
  'prompt.replace': { promptVersion: PromptVersion };
  'swap.agree': { promptVersion: PromptVersion | null };
  'round.start': {
    promptVersion: PromptVersion;
    title: string;
    statement: string;
    phases: Phase[];
    dimensions: string[];
    /** The version of the rubric that is current as the prompt appears. */
    rubric: number;
    seen: boolean;
  };
  'fact.give': { label: string; answer?: string; table?: FactTable };
  'twist.give': { text: string };
  'nudge.log': { text: string };
  'probe.ask': { known: boolean };
  /** The dimensions of the rubric: in the brief the room does not know them yet. */
  'scorer.assign': { dimensions: string[] };
  /** Earliest time the participant's marks may claim: their last ack before the present connection, else 0. */
  'mark.set': { claimFloor: number };
  /** Of the round's own version of the rubric: its dimensions, in order (a card must cover exactly these), and how many red flags it has. */
  'card.lock': { dimensions: string[]; redFlags: number };
}
export type Supplied<K extends CommandKind> = K extends keyof Supply ? { supply: Supply[K] } : { supply?: undefined };
/** A command ready to be decided. */
export type Decidable =
  { [K in CommandKind]: Omit<Extract<Command, { kind: K }>, 'op'> & Supplied<K> }[CommandKind] | ServerCommand;

/** Where a decided event goes. */
export type Placed = { stream: Stream } & LiveEvent;
/** `events` may be empty: the command asked for what is so already, or nothing is due. */
export type Decision = { ok: true; events: Placed[] } | Refusal;
/** Why not: `message` is one sentence a person can act on; `fields` says which parts of the input are wrong. */
export interface Refusal {
  ok: false;
  code: ErrorCode;
  message: string;
  fields?: Record<string, string>;
}

/** An event as any fold reads it: stream, kind and payload. `at` and `participant` are never read by `apply`. */
export type Folded = { stream: Stream } & LiveEvent;

export type { Role };
