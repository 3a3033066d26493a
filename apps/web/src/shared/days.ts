/** `Sat 21 Nov`, with the year when it is not this one; in the zone of the reader's profile, or the browser's. */
export const dayOf = (instant: string, timeZone?: string): string => {
  const date = new Date(instant);
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(!isThisYear && { year: 'numeric' }),
    ...(timeZone && { timeZone }),
  })
    .format(date)
    .replace(',', '');
};

/** `19:04`, in the same zone. */
export const timeOf = (instant: string, timeZone?: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', ...(timeZone && { timeZone }) }).format(
    new Date(instant),
  );
