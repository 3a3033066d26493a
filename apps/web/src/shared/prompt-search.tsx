import { type InterviewType, routes } from '@debrief/contracts';
import { FieldFrame } from '@debrief/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { call } from './http';
import { i18n } from './i18n';
import styles from './prompt-search.module.css';
import { sentenceOf } from './problem-note';

/** As many as fit under a box; typing finds the others. */
const SHOWN = 8;
const REST_MS = 200;

/** A text as it is once the typing rests. */
export const useRested = (text: string): string => {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested.trim();
};

/** The title of a prompt that was chosen elsewhere; until it is known, and where nobody may know it, its id. */
export const usePromptTitle = (prompt: string | undefined): string => {
  const { data } = useQuery({
    queryKey: ['prompt', prompt],
    queryFn: ({ signal }) => call(routes.getPrompt, { params: { prompt: prompt ?? '' } }, signal),
    enabled: prompt !== undefined,
  });
  return data?.card.title ?? prompt ?? '';
};

/** A box that finds prompts of a kind by their words: arrows move, Enter takes one, Escape closes the list. */
export const PromptSearch = ({
  label,
  hint,
  placeholder,
  type,
  except = [],
  onChoose,
}: {
  label: string;
  hint?: ReactNode;
  placeholder?: string;
  type: InterviewType;
  except?: readonly string[];
  onChoose: (prompt: { id: string; title: string }) => void;
}) => {
  const list = useId();
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const wanted = useRested(text);
  const { data, error } = useQuery({
    queryKey: ['prompts', 'search', type, wanted],
    queryFn: ({ signal }) => call(routes.listPrompts, { query: { type, ...(wanted && { text: wanted }) } }, signal),
    enabled: isOpen,
    placeholderData: keepPreviousData,
  });
  const found = (data?.prompts ?? []).filter((each) => each.type === type && !except.includes(each.id)).slice(0, SHOWN);
  const choose = (prompt: (typeof found)[number] | undefined) => {
    if (!prompt) return;
    onChoose(prompt);
    setText('');
    setOpen(false);
    setAt(-1);
  };
  const area = useRef<HTMLUListElement>(null);
  const many = found.length;
  useEffect(() => {
    // On a phone the button that sends the form lies over the end of the page.
    if (isOpen && many) area.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isOpen, many]);
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt(isOpen ? Math.max(0, Math.min(found.length - 1, at + step)) : 0);
      setOpen(true);
    } else if (event.key === 'Enter' && isOpen) {
      // What is typed is no answer yet, and must not send the form.
      choose(found[at] ?? (text ? found[0] : undefined));
    } else if (event.key === 'Escape' && isOpen) setOpen(false);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.box}>
      <FieldFrame label={label} hint={hint}>
        {(wiring) => (
          <input
            {...wiring}
            role="combobox"
            aria-expanded={isOpen}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={isOpen && found[at] ? `${list}-${at}` : undefined}
            autoComplete="off"
            maxLength={100}
            placeholder={placeholder ?? i18n.t('Search by its words')}
            value={text}
            onChange={({ target }) => {
              setText(target.value);
              setOpen(true);
              setAt(-1);
            }}
            onClick={() => setOpen(true)}
            onBlur={() => setOpen(false)}
            onKeyDown={press}
          />
        )}
      </FieldFrame>
      <ul ref={area} id={list} role="listbox" aria-label={label} hidden={!isOpen} className={styles.list}>
        {found.map(({ id, title, domain }, place) => (
          <li
            key={id}
            id={`${list}-${place}`}
            role="option"
            aria-selected={place === at}
            // The box keeps the focus, so that pressing here does not close the list first.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(found[place])}
          >
            <b>{title}</b> <small>{domain}</small>
          </li>
        ))}
      </ul>
      <p role="status" className={styles.status}>
        {isOpen && error
          ? sentenceOf(error)
          : isOpen && data && !found.length
            ? i18n.t('No prompt of this kind fits.')
            : isOpen && data?.meant
              ? i18n.t('Nothing for “{text}”. Showing “{meant}”.', { text: wanted, meant: data.meant })
              : ''}
      </p>
    </div>
  );
};
