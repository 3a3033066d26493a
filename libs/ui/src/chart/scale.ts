/** Maps a value of `from`–`to` to a place in per cent of the width or height, so that a chart needs no measured size. */
export const percentScale =
  (from: number, to: number, first = 0, last = 100) =>
  (value: number): number => {
    const share = to === from ? 0.5 : (value - from) / (to - from);
    return first + (last - first) * Math.min(1, Math.max(0, share));
  };
