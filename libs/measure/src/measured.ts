/** A figure that the data do not carry, and why in a word. */
export interface Unmeasurable {
  readonly measurable: false;
  /** `too-few`: not enough of them; `same`: all of them are equal, so that 0 would be divided by 0. */
  readonly why: 'too-few' | 'same';
}
export type Measured<T> = ({ readonly measurable: true } & T) | Unmeasurable;

export const tooFew: Unmeasurable = { measurable: false, why: 'too-few' };
export const allSame: Unmeasurable = { measurable: false, why: 'same' };

/** Half of a 90 % interval, in standard deviations. */
export const Z90 = 1.645;

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
export const mean = (values: readonly number[]): number => sum(values) / values.length;
