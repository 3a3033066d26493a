const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g;
const MILLISECONDS = /\b1[6-9]\d{11}(\.\d+)?\b/g;

/** Makes two runs comparable byte by byte: ids become their order of first appearance, moments T or 0. */
export const normaliser = (): ((value: unknown) => string) => {
  const seen = new Map<string, string>();
  return (value) =>
    (typeof value === 'string' ? value : JSON.stringify(value))
      .replace(UUID, (id) => {
        const known = seen.get(id) ?? `id${seen.size + 1}`;
        seen.set(id, known);
        return known;
      })
      .replace(INSTANT, 'T')
      .replace(MILLISECONDS, '0');
};
