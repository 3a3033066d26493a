import { acceptFactor } from './range';
import { readNumber } from './read-number';
import { reckon, type Assumption } from './reckon';

const row = (name: string, low: string, base: string, high: string): Assumption => ({ name, low, base, high });
const bikes = [
  row('People in the city', '', '1.2M', ''),
  row('People per household', '', '2.2', ''),
  row('Covered', '30 %', '40 %', '50 %'),
  row('Open', '0.2', '0.3', '0.4'),
  row('Active', '15%', '25%', '35%'),
  row('Trips a week', '0.5', '0.8', '1.2'),
  row('Weekday share', '0.5', '0.6', '0.7'),
];

describe('a table that computes', () => {
  it('gives the published estimate and its range, by names as people write them', () => {
    const [result] = reckon(bikes, [
      'people in the city ÷ People per household × covered × open × active × trips a  week × weekday share / 5',
    ]);
    if (!result?.ok) throw new Error(JSON.stringify(result));
    expect(Math.round(result.base)).toBe(1571);
    expect(Math.round(result.low)).toBe(731);
    expect(Math.round(result.high)).toBe(3375);
  });

  it('lets a line use the lines named above it, with the range of everything below', () => {
    const [members, trips] = reckon(bikes, ['Members = 1,000 × active', '= members × trips a week']);
    expect(members).toMatchObject({ ok: true, base: 250 });
    if (!trips?.ok) throw new Error('no result');
    const factor = acceptFactor([
      { low: 0.15, high: 0.35 },
      { low: 0.5, high: 1.2 },
    ]);
    expect(trips.base).toBeCloseTo(200);
    expect(trips.high).toBeCloseTo(200 * factor);
    expect(reckon(bikes, ['= later × 2', 'later = 3'])[0]).toMatchObject({
      ok: false,
      fault: 'unknown',
      what: 'later',
    });
  });

  it('takes the longest name, whatever signs are in it', () => {
    const rows = [row('Trips', '', '2', ''), row('Trips (one way)', '', '10', ''), row('two-way trips', '', '5', '')];
    expect(reckon(rows, ['trips (one way) + trips', 'two-way trips * 2'])).toMatchObject([{ base: 12 }, { base: 10 }]);
  });

  it('spreads by a distance where a factor makes no sense', () => {
    const [result] = reckon([row('in', '90', '100', '110'), row('out', '90', '100', '110')], ['in - out']);
    if (!result?.ok) throw new Error('no result');
    expect(result.base).toBe(0);
    expect(result.high).toBeCloseTo((1.645 / 3.29) * Math.sqrt(800));
    expect(result.low).toBe(-result.high);
  });

  it.each([
    ['homes', { fault: 'missing', what: 'Homes' }],
    ['share', { fault: 'not-a-number', what: '2 to 3' }],
    ['order', { fault: 'order', what: 'Order' }],
    ['1 / nothing', { fault: 'zero' }],
    ['nobody', { fault: 'unknown', what: 'nobody' }],
    ['(1', { fault: 'bracket' }],
    ['', { fault: 'ends-early' }],
    ['alert(1); x', { fault: 'unknown' }],
    ['constructor', { fault: 'unknown' }],
    ['1 & 2', { fault: 'symbol', what: '&' }],
  ])('says what is wrong with %j', (formula, fault) => {
    const rows = [
      row('Homes', '1', '', '3'),
      row('Share', '', '2 to 3', ''),
      row('Order', '5', '4', '6'),
      row('Nothing', '', '0', ''),
    ];
    const [result] = reckon(rows, [formula]);
    expect(result).toMatchObject(
      fault.fault === 'unknown' && formula.startsWith('alert') ? { ok: false } : { ok: false, ...fault },
    );
  });

  it('minds a fault of a row only where the row is used', () => {
    expect(reckon([row('Homes', '', '', ''), row('Trips', '', '4', '')], ['trips * 2'])).toMatchObject([{ base: 8 }]);
  });
});

describe('a number as people write it', () => {
  it.each([
    ['1,200,000', 1_200_000],
    ['1 200 000', 1_200_000],
    ['1.2M', 1_200_000],
    ['1.2 million', 1_200_000],
    ['3k', 3_000],
    ['~3K', 3_000],
    ['2.5 bn', 2_500_000_000],
    ['40 %', 0.4],
    ['7%', 0.07],
    ['0,8', 0.8],
    ['.5', 0.5],
    ['-3', -3],
    ['0.8 trips a week', 0.8],
    ['5 min', 5],
    ['', undefined],
    ['many', undefined],
    ['2 to 3', undefined],
    ['5m', undefined],
    ['1,2,3', undefined],
    ['0x10', undefined],
  ])('%j is %s', (text, value) => expect(readNumber(text)).toBe(value));
});
