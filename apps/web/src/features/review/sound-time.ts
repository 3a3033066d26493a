import { type Recording } from '@debrief/contracts';

type Segment = Recording['segments'][number];
type Anchor = Segment['anchors'][number];

/** What a recorder writes is heard this much later than the clock says: measured, steady to a few ms. */
const LATE = 64;

const between = (from: number, to: number, share: number): number => from + (to - from) * share;

/** Where a segment lies in server time, ms; its pieces are stamped at their ends. */
export const spanOf = ({ anchors }: Segment): { from: number; to: number } => {
  const first = anchors[0];
  const last = anchors.at(-1);
  return { from: first ? first.at - first.media : 0, to: last?.at ?? 0 };
};

/** The two anchors around a place, by time or by place in the file; the segment's beginning is one. */
const around = (segment: Segment, by: keyof Anchor, value: number): [Anchor, Anchor] => {
  const all: Anchor[] = [{ at: spanOf(segment).from, media: 0 }, ...segment.anchors];
  const after = all.findIndex((anchor, index) => index > 0 && anchor[by] >= value);
  const index = after < 0 ? all.length - 1 : after;
  return [all[index - 1] ?? all[0]!, all[index]!];
};

/** Place in the file, ms, of a server time within the segment. */
export const mediaAt = (segment: Segment, at: number): number => {
  const [from, to] = around(segment, 'at', at);
  const share = to.at === from.at ? 0 : (at - from.at) / (to.at - from.at);
  return Math.max(0, between(from.media, to.media, share) + LATE);
};

/** Server time of a place in the file, ms. */
export const timeAt = (segment: Segment, media: number): number => {
  const [from, to] = around(segment, 'media', media - LATE);
  const share = to.media === from.media ? 0 : (media - LATE - from.media) / (to.media - from.media);
  return between(from.at, to.at, share);
};

/** The segment that sounds at a server time, with its recording; undefined in silence. */
export const soundingAt = (
  recordings: readonly Recording[],
  at: number,
): { recording: string; segment: Segment } | undefined => {
  for (const { recording, segments } of recordings)
    for (const segment of segments) {
      const { from, to } = spanOf(segment);
      if (from <= at && at < to) return { recording, segment };
    }
  return undefined;
};
