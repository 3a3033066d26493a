/** True while a single letter belongs to what somebody writes. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    // A whiteboard has keys of its own: a digit is a tool there, and must not file a mark.
    target.closest('[data-own-keys]') !== null ||
    target.matches('input:not([type=radio],[type=checkbox],[type=button]), textarea, select, [role=textbox]'));
