/** True while a single letter belongs to what somebody writes. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type=radio],[type=checkbox],[type=button]), textarea, select, [role=textbox]'));
