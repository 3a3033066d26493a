import { useEffect } from 'react';

/** Names the browser's tab: `Prompts · Debrief`. */
export const useTitle = (title: string): void => {
  useEffect(() => {
    document.title = title ? `${title} · Debrief` : 'Debrief';
  }, [title]);
};
