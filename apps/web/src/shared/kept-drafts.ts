/** Names under which this browser keeps drafts of prompts that the server does not have yet. */
export const KEPT_DRAFTS = 'debrief.prompt-draft.';
/** And of rubrics. */
export const KEPT_RUBRICS = 'debrief.rubric-draft.';

/** For signing out: what is left belongs to somebody who is gone. */
export const forgetKeptDrafts = (): void => {
  try {
    for (const name of Object.keys(localStorage))
      if (name.startsWith(KEPT_DRAFTS) || name.startsWith(KEPT_RUBRICS)) localStorage.removeItem(name);
  } catch {
    // Without storage nothing is left.
  }
};
