import './tokens.css';
import './base.css';

export { Button, buttonClass, Kbd, type ButtonLook, type ButtonProps } from './button';
export { Columns, PlanBar } from './chart/bars';
export { ChartFigure } from './chart/chart-figure';
export { IntervalAxis, IntervalLine } from './chart/interval-line';
export { Trend, type TrendPoint } from './chart/trend';
export { Chip, Pill } from './chip';
export { cx } from './cx';
export { CloseDialog, Dialog, KeyList } from './dialog';
export { AreaField, Field, FieldFrame, inputClass, SelectField } from './field';
export { MarkGlyph, type GlyphKind } from './glyph';
export { Mark, Masthead, RoundButton, roundClass } from './masthead';
export { DashedLine, EmptyState, ErrorNote, Skeleton } from './notes';
export { Page, SkipLink } from './page';
export { Avatar, PersonChip, RoleShape, seatClass, type Shape } from './person';
export { PageHead, Section, SectionHead } from './section';
/** Text roles as class names: `text.h36`, `text.meta`, `text.link`, … */
export { default as text } from './text.module.css';
export { ThemeButton } from './theme-button';
export { TimelineLanes } from './timeline-lanes';
export { TimelineS } from './timeline-s';
export { Toasts, useToast, type Toast } from './toasts';
export { VisuallyHidden } from './visually-hidden';
