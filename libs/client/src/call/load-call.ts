/** The call as a chunk of its own: most of a page's life passes without one. Gives `{ createCall }`. */
export const loadCall = (): Promise<typeof import('./create-call')> => import('./create-call');
