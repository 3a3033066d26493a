/** The editor leaves some of its controls without a name, and its canvas too; both get one as they appear. */
export const nameControls = (root: HTMLElement, label: string): (() => void) => {
  const name = () => {
    const board = root.querySelector<HTMLElement>('.excalidraw-container, .excalidraw');
    if (board && !board.hasAttribute('role')) {
      board.setAttribute('role', 'application');
      board.setAttribute('aria-label', label);
    }
    for (const canvas of root.querySelectorAll('canvas:not([aria-hidden])')) canvas.setAttribute('aria-hidden', 'true');
    for (const control of root.querySelectorAll<HTMLElement>('button, input, textarea, select, [role=button]')) {
      if (isNamed(control)) continue;
      control.setAttribute('aria-label', control.title || control.dataset.testid?.replaceAll('-', ' ') || label);
    }
  };
  name();
  let isDue = false;
  const observer = new MutationObserver(() => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      name();
    });
  });
  observer.observe(root, { childList: true, subtree: true });
  return () => observer.disconnect();
};

const isNamed = (control: HTMLElement): boolean =>
  Boolean(
    control.getAttribute('aria-label') ??
    control.getAttribute('aria-labelledby') ??
    (control.textContent?.trim() || undefined) ??
    ('labels' in control && control.labels instanceof NodeList && control.labels.length > 0 ? 'labelled' : undefined),
  );
