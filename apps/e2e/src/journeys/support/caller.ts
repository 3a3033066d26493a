import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { join } from 'node:path';
import { build } from 'vite';
import type { Person } from '../../support/person';
import type { SerialCall } from './call-client';

/** What has come in over every connection that is open in a page. */
export interface Heard {
  connections: number;
  frames: number;
  energy: number;
  bytesIn: number;
  bytesOut: number;
  relayed: boolean;
}

const libraries = join(__dirname, '../../../../../libs');
let script: Promise<string> | undefined;
/** The call's client as one script. */
const clientScript = async (): Promise<string> => {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: [{ find: /^@debrief\/(.*)$/, replacement: `${libraries}/$1/src/index.ts` }] },
    build: {
      write: false,
      minify: false,
      lib: { entry: join(__dirname, 'call-client.ts'), formats: ['iife'], name: 'calls' },
    },
  });
  const [bundle] = Array.isArray(output) ? output : [output];
  if (!bundle || !('output' in bundle)) throw new Error('the client was not built');
  return bundle.output.flatMap((file) => (file.type === 'chunk' ? [file.code] : [])).join('\n');
};

/** Counts of all connections of a page; the page knows them by the constructor it was given. */
export const keepConnections = (): void => {
  const made: RTCPeerConnection[] = [];
  const Native = window.RTCPeerConnection;
  Object.assign(window, {
    connections: made,
    RTCPeerConnection: class extends Native {
      constructor(config?: RTCConfiguration) {
        super(config);
        made.push(this);
      }
    },
  });
};

/** Somebody in a session's call, in a browser of their own with a camera and a microphone that are not real. */
export class Caller {
  private constructor(
    readonly name: string,
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly session: string,
  ) {}

  static async open(browser: Browser, person: Person, session: string, isRelayOnly = false): Promise<Caller> {
    const home = new URL(person.url);
    home.hostname = 'localhost';
    const context = await browser.newContext({ bypassCSP: true, permissions: ['camera', 'microphone'] });
    await context.addCookies(
      person.cookie.split('; ').map((pair) => {
        const at = pair.indexOf('=');
        return { name: pair.slice(0, at), value: pair.slice(at + 1), url: 'https://localhost', secure: true };
      }),
    );
    const page = await context.newPage();
    await page.addInitScript(keepConnections);
    await page.goto(`${home.origin}/health`);
    await page.addScriptTag({ content: await (script ??= clientScript()) });
    const caller = new Caller(person.name, context, page, session);
    await page.evaluate(([id, relay]) => window.openCall?.(id, relay), [session, isRelayOnly] as const);
    return caller;
  }

  async enter(audio = true, video = true): Promise<void> {
    await this.page.evaluate((wanted) => window.harness?.enter(wanted), { audio, video });
  }

  async state(): Promise<SerialCall> {
    const state = await this.page.evaluate(() => window.harness?.state());
    if (!state) throw new Error(`${this.name} has no call in ${this.session}`);
    return state;
  }

  /** Waits until this many others are connected. */
  async connected(others: number, timeout = 20_000): Promise<void> {
    await expect
      .poll(async () => (await this.state()).peers.map(({ state }) => state), { timeout, message: this.name })
      .toEqual(Array.from({ length: others }, () => 'connected'));
  }

  heard(): Promise<Heard> {
    return heardOn(this.page);
  }

  seesAndHears(timeout?: number): Promise<void> {
    return seesAndHears(this.page, this.name, timeout);
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

export const heardOn = (page: Page): Promise<Heard> =>
  page.evaluate(async () => {
    const connections = window.connections ?? [];
    const open = connections.filter(({ connectionState }) => connectionState !== 'closed');
    const sum = { connections: open.length, frames: 0, energy: 0, bytesIn: 0, bytesOut: 0, relayed: open.length > 0 };
    for (const connection of open) {
      const byId = new Map<string, Record<string, unknown>>();
      (await connection.getStats()).forEach((entry: Record<string, unknown>) => byId.set(String(entry['id']), entry));
      const transport = [...byId.values()].find(({ type }) => type === 'transport');
      const pair = byId.get(String(transport?.['selectedCandidatePairId']));
      const local = byId.get(String(pair?.['localCandidateId']));
      if (local?.['candidateType'] !== 'relay') sum.relayed = false;
      for (const entry of byId.values()) {
        if (entry['type'] === 'inbound-rtp') {
          sum.frames += Number(entry['framesDecoded'] ?? 0);
          sum.energy += Number(entry['totalAudioEnergy'] ?? 0);
          sum.bytesIn += Number(entry['bytesReceived'] ?? 0);
        }
        if (entry['type'] === 'outbound-rtp') sum.bytesOut += Number(entry['bytesSent'] ?? 0);
      }
    }
    return sum;
  });

/** Demands that pictures and sound come in from now on. */
export const seesAndHears = async (page: Page, name: string, timeout = 30_000): Promise<void> => {
  const before = await heardOn(page);
  await expect
    .poll(
      async () => {
        const now = await heardOn(page);
        return { pictures: now.frames > before.frames + 5, sound: now.energy > before.energy };
      },
      { timeout, message: `what ${name} sees and hears` },
    )
    .toEqual({ pictures: true, sound: true });
};
