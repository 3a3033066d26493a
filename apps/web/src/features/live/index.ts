export { rememberInvite } from './lobby/invite-code';
export { LiveSession, LiveSessionPage } from './live-session';
