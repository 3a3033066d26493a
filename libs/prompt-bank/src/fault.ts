/** One thing wrong with a prompt: where in it, and a sentence that says what to change. */
export interface PromptFault {
  path: (string | number)[];
  message: string;
}
/** How a check tells what it found. */
export type Report = (path: (string | number)[], message: string) => void;

const decimals = (value: number): number => String(value).split('.')[1]?.length ?? 0;

/** True when `stated` is `exact` rounded to the digits it is written with. */
export const agrees = (stated: number, exact: number): boolean =>
  Math.abs(stated - exact) <= 0.5 * 10 ** -decimals(stated) + 1e-9;
