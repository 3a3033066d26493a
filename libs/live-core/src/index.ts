export * from './access';
export { applyPanel } from './apply/panel';
export { applyRoom } from './apply/room';
export { applySelf } from './apply/self';
export { applyEvent, fold } from './apply/session';
export {
  beginsWithVideo,
  callPart,
  CROWDED,
  MAX_SENDERS,
  mayDeleteRecording,
  mayDownloadRecording,
  runningRecording,
  senders,
  watchersWithPicture,
  WATCHERS_WITH_PICTURE,
  withoutConsent,
} from './call';
export {
  bandsApart,
  cardFaults,
  cardRules,
  computedBand,
  gaps,
  hintTimes,
  isUnfiled,
  MOST_AFTER_HINT,
  OVERALLS,
  type CardFault,
  type CardRules,
  type Gap,
} from './card';
export { activeBetween, LIMIT_FACTOR, LIMIT_WARNINGS, scoringMinutes, scriptDue } from './clock';
export { decide } from './decide/decide';
export { nextDue } from './decide/due';
export { emptyPanel, emptyRoom, emptySelf, emptySession } from './empty';
export { fitPhases, planOf, playedMinutes, type PlanStep } from './plan';
export { inOrder, momentsOf, stateAt, type Moment } from './replay';
export {
  comingCandidate,
  isByObjection,
  isBetweenRounds,
  isCandidateAlone,
  isClosed,
  isGone,
  isHere,
  isLead,
  isSeated,
  keepsTime,
  lastRound,
  MAX_INTERVIEWERS,
  MAX_PEOPLE,
  mayEnd,
  maySpeak,
  mayTakeLead,
  roleOf,
  roundOf,
  seated,
} from './roles';
export type * from './state';
export { viewPeople, viewRound, type PersonView, type PhaseView, type RoundView } from './view';
