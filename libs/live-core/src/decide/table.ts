import type { CommandKind, ParticipantId } from '@debrief/contracts';
import type { Decidable, ServerCommand } from '../state';
import type { Draft } from './draft';

/** Decides one kind of command of `me`: writes events to the draft, or refuses. */
export type Handler<K extends CommandKind> = (
  draft: Draft,
  command: Extract<Decidable, { kind: K }>,
  me: ParticipantId,
) => void;
/** Decides one kind of command that only the server gives itself. */
export type ServerHandler<K extends ServerCommand['kind']> = (
  draft: Draft,
  command: Extract<ServerCommand, { kind: K }>,
) => void;

export type Handlers<K extends CommandKind = CommandKind> = { readonly [P in K]: Handler<P> };
export type ServerHandlers<K extends ServerCommand['kind'] = ServerCommand['kind']> = {
  readonly [P in K]: ServerHandler<P>;
};
