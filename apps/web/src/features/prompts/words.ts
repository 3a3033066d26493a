import { type PromptCard } from '@debrief/contracts';
import { i18n } from '../../shared/i18n';

/** How hard, at the start of a line; lower-case it inside one. */
export const difficultyTitle = (difficulty: PromptCard['difficulty']): string =>
  ({ easy: i18n.t('Easy'), medium: i18n.t('Medium'), hard: i18n.t('Hard') })[difficulty];

/** What the reader has to do with a prompt. */
export const mineTitle = (mine: PromptCard['mine']): string =>
  ({ open: i18n.t('Open to you'), 'guide-seen': i18n.t('Guide seen'), played: i18n.t('Played') })[mine];

/** The levels that a guide gives a sample sentence for. */
export const sampleLevels = [2, 3, 4] as const;
