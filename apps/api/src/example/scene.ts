import {
  notesDoc,
  privateDoc,
  type AdviceAnswer,
  type Command,
  type CommandInput,
  type CommandKind,
} from '@debrief/contracts';
import { LivePolicy, LiveService, type NewSession, type Stage } from '@debrief/server/live';
import { FeedbackService, FixesService } from '@debrief/server/scoring';
import type { INestApplicationContext } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import { NotesPen } from './notes-pen';

export type Who = 'ana' | 'tom';
export const ROUND = 1;
/** What is played, as the host asked for it. */
export type Plan = Pick<NewSession, 'type' | 'length' | 'mode' | 'format'>;

/** The two people of a scripted session at their places: everything goes through the services that real sockets end in. */
export class Scene {
  private readonly live: LiveService;
  private readonly written: FeedbackService;
  private readonly fixes: FixesService;
  private readonly policy: LivePolicy;
  private readonly pens = { ana: new NotesPen(), tom: new NotesPen() };
  private readonly privately = new Y.Doc();
  private readonly marks = new Map<string, string>();

  constructor(
    app: INestApplicationContext,
    private readonly stage: Stage,
    private readonly plan: Plan,
  ) {
    this.live = app.get(LiveService);
    this.written = app.get(FeedbackService);
    this.fixes = app.get(FixesService);
    this.policy = app.get(LivePolicy);
  }

  /** Tom interviews and hosts; Ana is the candidate. */
  idOf(who: Who): string {
    return who === 'tom' ? this.stage.host : this.stage.guest;
  }

  /** The lasting id of a mark, by its name in the script. */
  mark(name: string): string {
    const id = this.marks.get(name) ?? randomUUID();
    this.marks.set(name, id);
    return id;
  }

  /** Sends a command; rejects when it is refused. */
  async act<K extends CommandKind>(who: Who, kind: K, input: CommandInput<K>): Promise<void> {
    const command = { kind, op: randomUUID(), ...input } as Command;
    const ack = await this.live.handle(this.stage.session, this.idOf(who), command, '');
    if (!ack.ok) throw new Error(`${kind} by ${who}: ${ack.message} ${JSON.stringify(ack.fields ?? {})}`);
  }

  async create(): Promise<void> {
    await this.tell({
      kind: 'session.create',
      host: this.stage.host,
      ...this.plan,
      hostFirst: 'interviewer',
    });
  }

  async enter(who: Who): Promise<void> {
    await this.tell({ kind: 'participant.enter', participant: this.idOf(who) });
  }

  /** Opens the shared notes on both screens and Tom's own page. */
  async openNotes(): Promise<void> {
    for (const who of ['ana', 'tom'] as const)
      await this.live.openDocument(this.stage.session, this.idOf(who), notesDoc(ROUND), opening(this.pens[who].doc));
    const own = privateDoc(ROUND, this.stage.host);
    await this.live.openDocument(this.stage.session, this.stage.host, own, opening(this.privately));
  }

  /** One edit of the shared notes, which the other one's screen then shows. */
  async write(who: Who, edit: (pen: NotesPen) => void): Promise<void> {
    const update = this.pens[who].write(edit);
    await this.push(who, notesDoc(ROUND), update);
    Y.applyUpdate(this.pens[who === 'ana' ? 'tom' : 'ana'].doc, update);
  }

  /** A line of Tom's private notes. */
  async jot(words: string): Promise<void> {
    const before = Y.encodeStateVector(this.privately);
    const text = this.privately.getText('content');
    text.insert(text.length, text.length ? `\n${words}` : words);
    const update = Buffer.from(Y.encodeStateAsUpdate(this.privately, before));
    await this.push('tom', privateDoc(ROUND, this.stage.host), update);
  }

  async feedback(words: Parameters<FeedbackService['store']>[3], at: number): Promise<void> {
    await this.written.store(this.stage.session, ROUND, this.stage.host, words, 0, new Date(at));
  }

  /** Ana says what she does with Tom's advice. */
  async answer(place: number, answer: AdviceAnswer, at: number): Promise<void> {
    const advice = { author: this.stage.host, place, version: 1, answer };
    await this.written.storeAnswer(this.stage.session, ROUND, advice, new Date(at));
  }

  /** Ana words the fix; Tom agrees to it as it stands. */
  async fix(words: string, at: number): Promise<void> {
    await this.fixes.store(await this.inRound('ana'), words, 0, null, new Date(at));
  }

  async agree(at: number): Promise<void> {
    await this.fixes.storeAgreement(await this.inRound('tom'), 1, new Date(at));
  }

  private async inRound(who: Who) {
    const { room } = await this.policy.reader(this.stage.session, undefined);
    const round = room.state.room.rounds[ROUND - 1];
    if (!round) throw new Error('The example has no round.');
    return { room, round, participant: this.idOf(who) };
  }

  private async tell(command: Parameters<LiveService['tell']>[1]): Promise<void> {
    const ack = await this.live.tell(this.stage.session, command);
    if (!ack.ok) throw new Error(`${command.kind}: ${ack.message}`);
  }

  private async push(who: Who, doc: Parameters<LiveService['push']>[2], update: Buffer): Promise<void> {
    const ack = await this.live.push(this.stage.session, this.idOf(who), doc, update, '');
    if (!ack.ok) throw new Error(`Writing ${doc}: ${ack.message}`);
  }
}

const opening = (doc: Y.Doc) => ({ stateVector: '', clientIds: [doc.clientID] });
