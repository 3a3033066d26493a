import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { ChartFigure } from './chart-figure';
import { IntervalLine } from './interval-line';
import { percentScale } from './scale';
import { Trend, type TrendPoint } from './trend';

const points: TrendPoint[] = [1, 2, 3].map((n) => ({
  at: n * 1000,
  value: 1 + n / 2,
  low: n / 2,
  high: 2 + n / 2,
  seen: n === 2 ? null : n,
  label: `point ${n}`,
}));
const chart = (
  <Trend
    points={points}
    from={1}
    to={4}
    ticks={[{ at: 1, words: '1' }]}
    dates={['first', 'last']}
    label="Trend of a thing"
  />
);

describe('Charts', () => {
  it('go over the points by arrow, Home and End, and say each in words', async () => {
    render(chart);
    const slider = screen.getByRole('slider', { name: 'Trend of a thing' });
    expect(slider.getAttribute('aria-valuetext')).toBe('point 3');
    await userEvent.tab();
    expect(document.activeElement).toBe(slider);
    await userEvent.keyboard('{ArrowLeft}');
    expect(slider.getAttribute('aria-valuetext')).toBe('point 2');
    await userEvent.keyboard('{Home}{ArrowLeft}');
    expect(slider.getAttribute('aria-valuetext')).toBe('point 1');
    await userEvent.keyboard('{End}{ArrowRight}');
    expect(slider.getAttribute('aria-valuetext')).toBe('point 3');
    expect(screen.getByText('point 3')).toBeTruthy();
  });

  it('draw a ring only where something was seen', () => {
    const { container } = render(chart);
    expect(container.querySelectorAll('circle')).toHaveLength(2);
  });

  it('draw nothing that is not a number, also for one point and for values out of range', () => {
    const { container } = render(
      <>
        <Trend points={points.slice(0, 1)} from={1} to={4} ticks={[]} dates={['a', 'a']} label="One" />
        <IntervalLine value={9} low={-3} high={12} from={1} to={4} ticks={[1, 4]} label="Far out" />
        <IntervalLine value={null} from={1} to={4} ticks={[1, 4]} label="Nothing yet" />
      </>,
    );
    expect(container.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
    expect(percentScale(2, 2)(2)).toBe(50);
  });

  it('give the same figures as a table in place of the picture', async () => {
    const Page = () => {
      const [showTable, setTable] = useState(false);
      return (
        <ChartFigure
          caption="Up by one"
          head={['When', 'Level']}
          rows={[['Monday', '2.5']]}
          showTable={showTable}
          onToggle={() => setTable(!showTable)}
          words={{ table: 'Show as a table', chart: 'Show the chart' }}
          tableLabel="Figures"
        >
          {chart}
        </ChartFigure>
      );
    };
    render(<Page />);
    const figure = screen.getByRole('figure', { name: 'Up by one' });
    expect(within(figure).queryByRole('table')).toBeNull();
    await userEvent.click(within(figure).getByRole('button', { name: 'Show as a table' }));
    expect(within(figure).getByRole('rowheader', { name: 'Monday' })).toBeTruthy();
    expect(within(figure).queryByRole('slider')).toBeNull();
  });
});
