/** Names under which this browser keeps drafts of prompts that the server does not have yet. */
export const KEPT_DRAFTS = 'debrief.prompt-draft.';
/** And of rubrics. */
export const KEPT_RUBRICS = 'debrief.rubric-draft.';
/** And of ratings of partners. */
export const KEPT_RATINGS = 'debrief.rating-draft.';
/** And of what waits for a choice between two tabs. */
export const KEPT_CONFLICTS = 'debrief.two-versions.';

/** For signing out: what is left belongs to somebody who is gone. */
export const forgetKeptDrafts = (): void => {
  try {
    for (const name of Object.keys(localStorage))
      if ([KEPT_DRAFTS, KEPT_RUBRICS, KEPT_RATINGS, KEPT_CONFLICTS].some((kept) => name.startsWith(kept)))
        localStorage.removeItem(name);
  } catch {
    // Without storage nothing is left.
  }
};
