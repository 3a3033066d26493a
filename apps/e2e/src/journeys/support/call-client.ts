import { createLive, loadCall, type CallState, type LiveCall, type LiveSession } from '@debrief/client';

/** The product's own call in a page without its screens: what the journeys of calls hold. */
export interface CallHarness {
  enter(wanted: { audio: boolean; video: boolean }): Promise<void>;
  state(): SerialCall;
  call: LiveCall;
  live: LiveSession;
}
/** What can leave the page. */
export type SerialCall = Omit<CallState, 'peers'> & {
  peers: (Omit<CallState['peers'][number], 'stream' | 'screen'> & { hasScreen: boolean })[];
};

declare global {
  interface Window {
    /** Every connection that the page has made. */
    connections?: RTCPeerConnection[];
    harness?: CallHarness;
    openCall?: (session: string, isRelayOnly: boolean) => Promise<void>;
  }
}

window.openCall = async (session, isRelayOnly) => {
  const { createCall } = await loadCall();
  const live = createLive({ url: location.origin, session });
  const call = createCall(live, isRelayOnly ? { iceTransportPolicy: 'relay' } : {});
  call.subscribe(() => {
    for (const { peer, stream, screen } of call.get().peers) {
      play(peer, stream);
      if (screen) play(`${peer} screen`, screen);
    }
  });
  window.harness = {
    live,
    call,
    state: () => {
      const { peers, ...rest } = call.get();
      return { ...rest, peers: peers.map(({ stream: _, screen, ...peer }) => ({ ...peer, hasScreen: !!screen })) };
    },
    enter: async (wanted) => {
      const media = wanted.audio || wanted.video ? await navigator.mediaDevices.getUserMedia(wanted) : undefined;
      await call.enter({ audio: media?.getAudioTracks()[0] ?? null, video: media?.getVideoTracks()[0] ?? null });
    },
  };
};

const play = (id: string, stream: MediaStream): void => {
  if (document.getElementById(id)) return;
  const element = document.createElement('video');
  element.id = id;
  element.autoplay = true;
  element.srcObject = stream;
  document.body.append(element);
  // As the product does: autoplay alone now and then leaves a second picture standing.
  void element.play().catch(() => undefined);
};
