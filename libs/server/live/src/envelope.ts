import { createHmac, timingSafeEqual } from 'node:crypto';

const MAC = 32;
const TIME = 8;
/** Between two nodes a message takes milliseconds; what took this long was held back or sent again by somebody. */
const STALE_AFTER = 10_000;

const macOf = (key: Buffer, channel: string, rest: Buffer): Buffer =>
  createHmac('sha256', key).update(channel).update('\0').update(rest).digest();

/** A message between nodes: its HMAC over channel, time and body, the time in ms, the body. */
export const sealEnvelope = (key: Buffer, channel: string, sentAt: number, body: Buffer): Buffer => {
  const rest = Buffer.alloc(TIME + body.length);
  rest.writeDoubleBE(sentAt, 0);
  body.copy(rest, TIME);
  return Buffer.concat([macOf(key, channel, rest), rest]);
};

/** What was sealed with this key for this channel; undefined for anything else. */
export const openEnvelope = (
  key: Buffer,
  channel: string,
  message: Buffer,
): { sentAt: number; body: Buffer } | undefined => {
  if (message.length < MAC + TIME) return undefined;
  const rest = message.subarray(MAC);
  if (!timingSafeEqual(message.subarray(0, MAC), macOf(key, channel, rest))) return undefined;
  return { sentAt: rest.readDoubleBE(0), body: rest.subarray(TIME) };
};

/** True when a message sent at `sentAt` may still be acted on; both in ms of the shared clock. */
export const isFresh = (sentAt: number, now: number): boolean => Math.abs(now - sentAt) < STALE_AFTER;
