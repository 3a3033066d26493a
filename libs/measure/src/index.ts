export type { Measured, Unmeasurable } from './measured';
export {
  replayRatings,
  type PromptReplayed,
  type RaterReplayed,
  type RatingGiven,
  type Replayed,
  type SkillReplayed,
  type Surprise,
  type TrendPoint,
} from './replay';
export { sessionScore, type Levels, type SessionScore } from './session-score';
export {
  chanceAbove,
  drifted,
  expectedLevel,
  fairLevel,
  matchMoments,
  priors,
  shownLevel,
  thresholds,
  typeLevel,
  updateSkill,
  type Belief,
  type Difficulty,
  type LevelGiven,
  type SkillState,
} from './skill';
export { icc, krippendorffAlpha, shrunkEffects, weightedKappa, type Icc, type Scale, type Units } from './agreement';
export { poolByPrecision } from './pool';
export { jeffreysInterval } from './proportion';
export { entropy, informationGain, levelInformation } from './information';
export {
  bestGap,
  nextPrompts,
  promptTerms,
  type PromptOffered,
  type PromptProposed,
  type PromptSeeker,
  type PromptTerm,
} from './next-prompts';
export { raterDiagnostics, type RaterDiagnosis, type RatingJudged } from './raters';
export { evenness, matchQuality, type MatchQuality, type Partner } from './match-quality';
export { maximumWeightMatching, type Edge, type Matching } from './matching';
