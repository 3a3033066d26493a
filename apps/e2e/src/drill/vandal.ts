import { DOC_ROOT } from '@debrief/client';
import type { Ack, DocName } from '@debrief/contracts';
import type { SeededRandom } from '@debrief/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import * as Y from 'yjs';
import type { Person } from '../support/person';
import { RawSocket } from '../support/raw-socket';

/** The server answers, or hangs up, within this time whatever happens to it, in ms. */
const ANSWER_WITHIN = 20_000;

/** Somebody's second tab with a broken editor: valid updates, and the same ones bent, cut, repeated or under other names. */
export class Vandal {
  /** C7: what was neither answered nor cut off. */
  readonly unanswered: string[] = [];
  readonly answers: Ack[] = [];
  private readonly docs = new Map<DocName, Y.Doc>();
  private readonly written: Uint8Array[] = [];
  private socket: RawSocket | null = null;

  constructor(
    private readonly person: Person,
    private readonly session: string,
    private readonly url: string,
    private readonly random: SeededRandom,
    /** Yjs ids of other people. */
    private readonly foreign: () => number[],
  ) {}

  /** Opens a document as any client does; its later updates build on it. */
  async open(name: DocName): Promise<void> {
    await this.enter();
    const doc = this.docs.get(name) ?? new Y.Doc();
    this.docs.set(name, doc);
    const stateVector = Buffer.from(Y.encodeStateVector(doc)).toString('base64');
    const answer = await this.ask<{ ok: boolean; update?: string }>('doc.open', {
      doc: name,
      stateVector,
      clientIds: [doc.clientID],
    });
    if (answer?.update) Y.applyUpdate(doc, Buffer.from(answer.update, 'base64'));
  }

  /** Pushes until the time is up, each time something else. */
  async rage(name: DocName, until: number): Promise<void> {
    while (performance.now() < until) {
      await sleep(this.random.int(30, 120));
      await this.push(name, this.bend(this.write(name))).catch(() => undefined);
    }
  }

  /** One honest update. */
  async writeTo(name: DocName): Promise<void> {
    await this.push(name, this.write(name)).catch(() => undefined);
  }

  private async push(name: DocName, update: Uint8Array): Promise<void> {
    if (this.socket?.closedBy !== null) await this.open(name);
    const ack = await this.ask<Ack>('doc.push', { doc: name, update: Buffer.from(update).toString('base64') });
    if (!ack) return;
    this.answers.push(ack);
    // An update that was refused leaves a hole behind which nothing more is taken: begin anew, under another id.
    if (ack.ok) return;
    this.docs.get(name)?.destroy();
    this.docs.delete(name);
    await this.open(name);
  }

  private write(name: DocName): Uint8Array {
    const doc = this.docs.get(name) ?? new Y.Doc();
    const before = Y.encodeStateVector(doc);
    doc.transact(() => {
      const root = doc.getXmlFragment(DOC_ROOT);
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(`vandal ${this.random.uuid()}`)]);
      root.insert(this.random.int(0, root.length), [paragraph]);
      if (root.length > 3 && this.random.chance(0.3)) root.delete(this.random.int(0, root.length - 1), 1);
    });
    const update = Y.encodeStateAsUpdate(doc, before);
    this.written.push(update);
    return update;
  }

  private bend(update: Uint8Array): Uint8Array {
    const dice = this.random.next();
    if (dice < 0.35) return update;
    if (dice < 0.65) {
      const bent = Uint8Array.from(update);
      for (let times = this.random.int(1, 3); times > 0; times -= 1) {
        const at = this.random.int(0, bent.length - 1);
        bent[at] = (bent[at] ?? 0) ^ (1 << this.random.int(0, 7));
      }
      return bent;
    }
    if (dice < 0.75) return update.subarray(0, this.random.int(1, update.length - 1));
    if (dice < 0.85) return this.random.pick(this.written);
    const forged = new Y.Doc();
    forged.clientID = this.random.pick([...this.foreign(), this.random.int(1, 2 ** 31)]);
    forged.getXmlFragment(DOC_ROOT).insert(0, [new Y.XmlElement('paragraph')]);
    return Y.encodeStateAsUpdate(forged);
  }

  private async enter(): Promise<void> {
    if (this.socket && this.socket.closedBy === null) return;
    for (let tries = 0; ; tries += 1) {
      try {
        this.socket = await RawSocket.open(this.person, { url: this.url });
        const joined = await this.socket.join(this.session);
        if (joined.ok) return;
        this.socket.close();
        if (tries > 40) throw new Error(joined.code);
      } catch (error) {
        if (tries > 40) throw error;
      }
      await sleep(150);
    }
  }

  /** The answer, or undefined when the line was lost first. */
  private async ask<T>(event: string, body: object): Promise<T | undefined> {
    const { socket } = this;
    if (!socket || socket.closedBy !== null) return undefined;
    const lost = new Promise<undefined>((resolve) => socket.socket.once('disconnect', () => resolve(undefined)));
    const late = new Promise<undefined>((resolve) => {
      setTimeout(() => resolve(undefined), ANSWER_WITHIN + 1_000).unref();
    });
    const answer = socket.ask(event, [body], ANSWER_WITHIN).then(
      (got) => got as T,
      () => {
        if (socket.closedBy === null) this.unanswered.push(`${event} was neither answered nor cut off`);
        return undefined;
      },
    );
    return Promise.race([answer, lost, late]);
  }
}
