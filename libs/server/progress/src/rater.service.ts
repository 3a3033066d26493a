import type { Measured, RouteResult, progressRoutes } from '@debrief/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CalibrationService } from './calibration.service';
import { severityInLevels } from './estimate';
import type { RaterFigure, RaterIntervals } from './rater-figures';

/** Fewer levels than this say nothing about a manner of rating. */
const RATINGS = 10;
/** Of fewer people, severity and their skill cannot be told apart. */
const CANDIDATES = 3;
/** Raters that are compared, oneself among them: alone, what looks like severity is the people one rates. */
const COMPARED = 2;

interface Row {
  mean: number;
  variance: number;
  ratings: number;
  rounds: number;
  candidates: number;
  /** Null where no replay has counted them yet. */
  comparable: number | null;
  raters: number;
  halo: number | null;
  centrality: number | null;
  fit: number | null;
  intervals: RaterIntervals;
}

/** How somebody rates, for their own eyes: severity and its kin are nobody else's business. */
@Injectable()
export class RaterService {
  constructor(
    private readonly database: DataSource,
    private readonly calibration: CalibrationService,
  ) {}

  async of(account: string): Promise<RouteResult<typeof progressRoutes.getRater>> {
    const [rows, { state: calibration }]: [Row[], { state: Awaited<ReturnType<CalibrationService['mine']>>['state'] }] =
      await Promise.all([
        this.database.query(
          `select mean, variance, ratings, rounds, candidates, comparable, halo, centrality, fit, intervals,
             (select count(*)::int from progress_rater) as raters
           from progress_rater where who = $1`,
          [account],
        ),
        this.calibration.mine(account),
      ]);
    const [row] = rows;
    const { ratings, rounds, candidates } = row ?? { ratings: 0, rounds: 0, candidates: 0 };
    const gated = (name: RaterFigure): Measured => {
      const value = row?.[name];
      const range = row?.intervals[name];
      if (ratings < RATINGS) return { measurable: false, why: 'too-few', of: 'ratings', have: ratings, need: RATINGS };
      if (value === null || value === undefined)
        return { measurable: false, why: 'same', of: 'ratings', have: ratings, need: RATINGS };
      return { measurable: true, value, interval: range ? { low: range[0], high: range[1] } : null };
    };
    return {
      ratings,
      rounds,
      candidates,
      compared:
        typeof row?.comparable === 'number'
          ? { with: row.comparable - 1, apart: row.raters - row.comparable }
          : { with: 0, apart: 0 },
      severity: this.severity(row),
      halo: gated('halo'),
      centrality: gated('centrality'),
      fit: gated('fit'),
      calibration,
    };
  }

  private severity(row: Row | undefined): Measured {
    const { ratings, candidates } = row ?? { ratings: 0, candidates: 0 };
    if (!row || ratings < RATINGS)
      return { measurable: false, why: 'too-few', of: 'ratings', have: ratings, need: RATINGS };
    if (candidates < CANDIDATES)
      return { measurable: false, why: 'too-few', of: 'people', have: candidates, need: CANDIDATES };
    if (row.comparable !== null && row.comparable < COMPARED)
      return { measurable: false, why: 'apart', of: 'people', have: row.comparable, need: COMPARED };
    return { measurable: true, ...severityInLevels(row) };
  }
}
