/** The recorder as a chunk of its own: most sessions are not recorded. Gives `{ createRecorder }`. */
export const loadRecorder = (): Promise<typeof import('./recorder')> => import('./recorder');
