export { GuideView } from './guide-view';
export { LibraryIntro } from './library-intro';
export { PromptPage } from './prompt-page';
export { PromptsPage } from './prompts-page';
