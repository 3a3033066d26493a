export { DraftSlot, type DraftState } from './draft-slot';
export { createHttp, type Call, type HttpOptions } from './http';
export { createLive, type LiveOptions, type LiveSession, type LiveState, type LiveStatus } from './live';
export { DOC_ROOT, plainText, type DocSync, type LiveDoc, type LiveDocState } from './live-doc';
export { newId } from './new-id';
export { type KeyValue, type Pending } from './outbox';
export { localProblem, ProblemError } from './problem-error';
export { connectSocket, type LiveSocket, type SocketEvents, type SocketSettings } from './socket';
export { createStore, type Store, type Watchable } from './store';
