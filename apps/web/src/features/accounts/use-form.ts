import { ProblemError } from '@debrief/client';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useRef, useState } from 'react';

export type Faults<K extends string> = Partial<Record<K, string>>;

/**
 * A form of text boxes: `check` says what is wrong per box before anything is sent, the server's own words per box come
 * after. The first wrong box gets the focus. What was typed stays in the boxes whatever happens.
 */
export const useForm = <K extends string, R>(
  names: readonly K[],
  check: (values: Record<K, string>) => Faults<K>,
  send: (values: Record<K, string>) => Promise<R>,
) => {
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<Faults<K>>({});
  const mutation = useMutation({ mutationFn: send });
  const show = (found: Faults<K>) => {
    setFaults(found);
    const first = names.find((name) => found[name]);
    const box = first && form.current?.elements.namedItem(first);
    if (box instanceof HTMLElement) box.focus();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (mutation.isPending) return;
    const data = new FormData(event.currentTarget);
    const values = Object.fromEntries(names.map((name) => [name, String(data.get(name) ?? '')])) as Record<K, string>;
    const found = check(values);
    show(found);
    if (names.some((name) => found[name])) return mutation.reset();
    mutation.mutate(values, { onError: (error) => show(faultsOf(error, names)) });
  };
  return { form, faults, submit, mutation };
};

/** The server names boxes by their path in the body. */
const faultsOf = <K extends string>(error: unknown, names: readonly K[]): Faults<K> => {
  const fields = error instanceof ProblemError ? (error.problem.fields ?? {}) : {};
  return Object.fromEntries(
    names.flatMap((name) => (fields[`body.${name}`] ? [[name, fields[`body.${name}`]]] : [])),
  ) as Faults<K>;
};
