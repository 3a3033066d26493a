import { Button, Field } from '@debrief/ui';
import { MOST_CHOICES, routes } from '@debrief/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { call } from '../../../shared/http';
import { useRested } from '../../../shared/prompt-search';
import { sentenceOf } from '../../../shared/problem-note';
import { useSessionId } from '../live-context';
import styles from './lobby.module.css';

interface Props {
  /** The round's number when the choice replaces one made before; null to open the brief. */
  onPick: (prompt?: string) => void;
  current?: string | undefined;
  pickWords: string;
}

/** Prompts that the coming candidate has neither played nor read; choosing one opens the guide. */
export const PromptPicker = ({ onPick, current, pickWords }: Props) => {
  const session = useSessionId();
  const [chosen, setChosen] = useState<string>('');
  const [typed, setTyped] = useState('');
  const wanted = useRested(typed);
  const choices = useQuery({
    queryKey: ['live', session, 'prompt-choices', wanted],
    queryFn: ({ signal }) =>
      call(routes.listPromptChoices, { params: { session }, query: wanted ? { text: wanted } : {} }, signal),
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
  const prompts = choices.data?.prompts.filter(({ id }) => id !== current) ?? [];
  const difficulty = (level: string) =>
    ({ easy: i18n.t('easy'), medium: i18n.t('medium'), hard: i18n.t('hard') })[level] ?? level;
  if (choices.isSuccess && !wanted && !typed && choices.data.prompts.length === 0)
    return (
      <p className={styles.lack} role="status">
        {i18n.t(
          'No prompt of this type is left that your partner has not seen. End here, or make a new session of another type.',
        )}
      </p>
    );
  return (
    <div className={styles.picker}>
      <Field
        type="search"
        label={i18n.t('Search prompts')}
        maxLength={100}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          // One that is no longer in the list is not opened unseen.
          setChosen('');
        }}
      />
      <p role="status" className={styles.note}>
        {wanted && choices.isSuccess && !choices.isPlaceholderData
          ? prompts.length
            ? i18n.t('{n, plural, one {# fits} other {# fit}} of those they have not seen.', { n: prompts.length })
            : i18n.t('None of those they have not seen fits.')
          : ''}{' '}
        {choices.data?.prompts.length === MOST_CHOICES && i18n.t('No more are shown: say more of what you look for.')}
      </p>
      <fieldset>
        <legend>{i18n.t('Prompt')}</legend>
        <label className={styles.choice}>
          <input type="radio" name="prompt" checked={chosen === ''} onChange={() => setChosen('')} />
          <span>
            <b>{i18n.t('Pick for us')}</b>
            <small>{i18n.t('One they have not seen')}</small>
          </span>
        </label>
        {prompts.map(({ id, title, difficulty: level, domain }) => (
          <label key={id} className={styles.choice}>
            <input type="radio" name="prompt" checked={chosen === id} onChange={() => setChosen(id)} />
            <span>
              <b>{title}</b>
              <small>
                {difficulty(level)} · {domain}
              </small>
            </span>
          </label>
        ))}
      </fieldset>
      {choices.isError && <p role="status">{sentenceOf(choices.error)}</p>}
      <Button kind="primary" size="l" onClick={() => onPick(chosen || undefined)}>
        {pickWords}
      </Button>
      <p className={styles.note}>
        {i18n.t('Opening a guide counts as seen: you will not be asked this prompt yourself.')}
      </p>
    </div>
  );
};
