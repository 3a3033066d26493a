import { type InterviewType } from '@debrief/contracts';

/** What a type is called on screen, in English. */
export const promptTypeNames: Record<InterviewType, string> = {
  'product-sense': 'Product sense',
  metrics: 'Metrics and execution',
  estimation: 'Estimation',
  strategy: 'Strategy',
  behavioural: 'Behavioural and leadership',
  technical: 'Technical',
  'resume-impact': 'Résumé impact',
};

/** The skills that rubric dimensions measure; every dimension of every rubric belongs to exactly one. */
export const skillCodes = [
  'FRAME',
  'USER',
  'INSIGHT',
  'SOLVE',
  'MEASURE',
  'DECOMP',
  'DATA',
  'DECIDE',
  'QUANT',
  'STRAT',
  'OWN',
  'INFLUENCE',
  'IMPACT',
  'TECH',
  'COMM',
] as const;
export type SkillCode = (typeof skillCodes)[number];

/** The kinds of interview loop a prompt suits; a style is never a company's name. */
export const interviewStyles = [
  'consumer-scale',
  'generalist',
  'principles-led',
  'platform-api',
  'startup',
  'enterprise',
  'regulated',
  'marketplace',
] as const;
export type InterviewStyle = (typeof interviewStyles)[number];
