import { createStore, type LiveDoc, type LiveDocState, type LiveSession, type LiveState } from '@debrief/client';
import { type Ack, type DocName, type RubricView } from '@debrief/contracts';
import { docAccess, emptySelf } from '@debrief/live-core';
import { DIMENSIONS, idOf, type Act, type BuiltRoom } from '@debrief/live-core/testing';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { LiveProvider } from './live-context';
import { RefusalsProvider } from './refusals';
import { RefusalLine } from './room/refusal-line';
import { RoomKeys } from './room-keys';

export const SESSION = '00000000-0000-4000-8000-000000000001';

/** A document that is only here, and saved at once. */
const docHere = (name: DocName, isWritable: boolean): LiveDoc => {
  const doc = new Y.Doc();
  const { get, subscribe } = createStore<LiveDocState>({
    doc,
    awareness: new Awareness(doc),
    sync: 'saved',
    savedAt: null,
    isWritable,
  });
  return { name, get, subscribe };
};

/** A live session without a wire: commands are decided by the real rules on a built room, seen through one person. */
export const liveIn = (built: BuiltRoom, name: string, atDoor: readonly string[] = []) => {
  const me = idOf(name);
  const sent: { kind: string; input: unknown }[] = [];
  const docs = new Map<string, LiveDoc>();
  const view = (): LiveState => ({
    status: 'live',
    closed: null,
    downSince: null,
    downBecause: null,
    lag: 12,
    participant: me,
    admitted: true,
    people: [
      ...Object.entries(built.session.room.people).map(([participant, { seat }]) => ({
        participant,
        name: participant === me ? name : 'Tom Other',
        isGuest: false,
        isHost: built.session.room.host === participant,
        seat,
        connected: true,
      })),
      ...atDoor
        .filter((one) => !built.session.room.people[idOf(one)])
        .map((one) => ({
          participant: idOf(one),
          name: one,
          isGuest: true,
          isHost: false,
          seat: null,
          connected: true,
        })),
    ],
    room: built.session.room,
    panels: built.session.panels,
    self: built.session.selves[me] ?? emptySelf(),
    pending: [],
    unsent: 0,
    isKept: true,
    unstored: [],
  });
  const store = createStore<LiveState>(view());
  const live: LiveSession = {
    get: store.get,
    subscribe: store.subscribe,
    now: () => built.now,
    send: (kind, input) => {
      sent.push({ kind, input });
      const command = { kind, ...input } as Act;
      const decision = built.decide(me, command);
      if (decision.ok) built.act(name, command);
      store.patch(view());
      const ack: Ack = decision.ok ? { ok: true } : { ...decision, requestId: 'r-1', retryable: false };
      return Promise.resolve(ack);
    },
    doc: (docName) => {
      const known = docs.get(docName) ?? docHere(docName, docAccess(built.session.room, me, docName) === 'write');
      docs.set(docName, known);
      return known;
    },
    onChanged: () => () => undefined,
    onEvent: () => () => undefined,
    request: () => Promise.resolve(undefined),
    onCallFrame: () => () => undefined,
    keptCard: () => ({ read: () => Promise.resolve(null), write: () => undefined }),
    forgetUnstored: () => undefined,
    close: () => undefined,
  };
  /** Somebody else did something, or time has passed. */
  const refresh = () => act(() => store.patch(view()));
  return { live, sent, refresh };
};

/** A rubric with the dimensions of built rooms. */
export const rubricOf = (redFlags: string[] = []): RubricView => ({
  type: 'product-sense',
  version: 3,
  dimensions: DIMENSIONS.map((key) => ({
    key,
    name: `About ${key}`,
    weight: 25,
    skill: 'FRAME',
    levels: [1, 2, 3, 4].map((level) => `${key} at ${level}.`),
  })),
  redFlags,
});

/** Draws a part of the room as `name` sees it; `atDoor` wait to be let in. */
export const renderIn = (built: BuiltRoom, name: string, ui: ReactNode, atDoor: readonly string[] = []) => {
  const { live, sent, refresh } = liveIn(built, name, atDoor);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const within = createElement(
    QueryClientProvider,
    { client },
    createElement(LiveProvider, {
      live,
      session: SESSION,
      children: createElement(RefusalsProvider, {
        children: createElement(RoomKeys, {
          children: [createElement('div', { key: 'ui' }, ui), createElement(RefusalLine, { key: 'line' })],
        }),
      }),
    }),
  );
  return { ...render(within), sent, refresh, client };
};
