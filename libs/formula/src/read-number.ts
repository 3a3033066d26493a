const SCALES: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  M: 1e6,
  mn: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
  '%': 0.01,
};
const NUMBER = String.raw`(?:\d{1,3}(?:[,\u00A0\u202F ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+|\d+,\d{1,2})`;
const SCALE = String.raw`(?:k|K|thousand|M|mn|million|bn|billion|%)`;
const CELL = new RegExp(String.raw`^[~≈]?\s*(-)?(${NUMBER})\s*(?:(${SCALE})(?![\p{L}\d]))?\s*(\p{L}[^\d]*)?$`, 'u');
const IN_FORMULA = new RegExp(String.raw`(?<![\p{L}\d_.])(${NUMBER})\s*(?:(${SCALE})(?![\p{L}\d_]))?`, 'gu');

const plain = (digits: string): number => {
  if (/^\d+,\d{1,2}$/.test(digits)) return Number(digits.replace(',', '.'));
  return Number(digits.replace(/[,\u00A0\u202F ]/g, ''));
};
const scaled = (digits: string, scale: string | undefined): number => {
  const value = plain(digits) * (scale ? (SCALES[scale] ?? SCALES[scale.toLowerCase()] ?? 1) : 1);
  // 0.07 * 100 and its like leave a tail that would show.
  return Number(value.toPrecision(15));
};

/**
 * A number as people write it: `1,200,000`, `1.2M`, `40 %`, `~3k`, `0.8 trips`. Undefined when it is not clearly one:
 * `2 to 3`, or `5m`, which is million to some and metres to others.
 */
export const readNumber = (text: string): number | undefined => {
  const found = CELL.exec(text.trim());
  if (!found) return undefined;
  const [, minus, digits = '', scale, unit] = found;
  if (unit === 'm') return undefined;
  const value = scaled(digits, scale);
  return minus ? -value : value;
};

/** The numbers of a formula as plain decimals: `1,200 * 40 %` becomes `1200 * 0.4`. */
export const plainNumbers = (formula: string): string =>
  formula.replace(IN_FORMULA, (_, digits: string, scale: string | undefined) => {
    const value = String(scaled(digits, scale));
    // An exponent would read as a name; nothing a person writes in an estimate needs one.
    return /e/.test(value) ? digits : value;
  });
