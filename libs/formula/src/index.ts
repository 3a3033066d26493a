export { evaluate, FormulaError, type FormulaFault } from './evaluate';
export { acceptFactor, likelyRange } from './range';
export { readNumber } from './read-number';
export { reckon, type Assumption, type NoResult, type Result } from './reckon';
