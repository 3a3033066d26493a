import '@fontsource-variable/newsreader/wght.css';
import '@fontsource-variable/schibsted-grotesk/wght.css';
import '@debrief/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
