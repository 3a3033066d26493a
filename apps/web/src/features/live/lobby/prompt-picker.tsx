import { Button } from '@debrief/ui';
import { routes } from '@debrief/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { call } from '../../../shared/http';
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
  const choices = useQuery({
    queryKey: ['live', session, 'prompt-choices'],
    queryFn: ({ signal }) => call(routes.listPromptChoices, { params: { session }, query: {} }, signal),
    staleTime: 0,
  });
  const prompts = choices.data?.prompts.filter(({ id }) => id !== current) ?? [];
  const difficulty = (level: string) =>
    ({ easy: i18n.t('easy'), medium: i18n.t('medium'), hard: i18n.t('hard') })[level] ?? level;
  if (choices.isSuccess && choices.data.prompts.length === 0)
    return (
      <p className={styles.lack} role="status">
        {i18n.t(
          'No prompt of this type is left that your partner has not seen. End here, or make a new session of another type.',
        )}
      </p>
    );
  return (
    <div className={styles.picker}>
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
