export { sessionScore, type Levels, type SessionScore } from './session-score';
