import { type Problem } from '@debrief/contracts';
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';

interface Refusals {
  last: Problem | null;
  show(problem: Problem): void;
  clear(): void;
}
const Context = createContext<Refusals>({ last: null, show: () => undefined, clear: () => undefined });
export const useRefusals = () => use(Context);

/** Holds the last refusal for the line that shows it, for eight seconds. */
export const RefusalsProvider = ({ children }: { children: ReactNode }) => {
  const [last, setLast] = useState<Problem | null>(null);
  useEffect(() => {
    if (!last) return;
    const timer = setTimeout(() => setLast(null), 8_000);
    return () => clearTimeout(timer);
  }, [last]);
  const clear = useCallback(() => setLast(null), []);
  const value = useMemo(() => ({ last, show: setLast, clear }), [last, clear]);
  return <Context value={value}>{children}</Context>;
};
