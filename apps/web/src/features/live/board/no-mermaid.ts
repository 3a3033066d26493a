/** Stands in for the editor’s converter of diagrams: pasted text stays text. */
export const parseMermaidToExcalidraw = (): Promise<never> =>
  Promise.reject(new Error('This board makes no diagrams from text.'));
