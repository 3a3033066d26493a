export { JoinPage } from './join';
export { NewSessionPage } from './new-session';
