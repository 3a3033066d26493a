import type { LiveSession } from '../live';
import type { CallOptions, LiveCall } from './call-state';

export declare const createCall: (live: LiveSession, options?: CallOptions) => LiveCall;
