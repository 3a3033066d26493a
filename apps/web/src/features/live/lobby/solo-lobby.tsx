import { routes } from '@debrief/contracts';
import { lastRound } from '@debrief/live-core';
import { Button, Section, SelectField, text } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/http';
import { i18n } from '../../../shared/i18n';
import { interviewMinutes, interviewTypeTitle } from '../../../shared/interview-names';
import { PlanList } from '../../../shared/plan-list';
import { sentenceOf } from '../../../shared/problem-note';
import { useRoom, useSend, useSessionId } from '../live-context';
import { Banners } from '../room/banners';
import { PageBar } from '../room/page-bar';
import { useKeys } from '../room-keys';
import styles from './lobby.module.css';
import own from './solo-lobby.module.css';

/** Before a solo round: one press lets the prompt appear. Which prompt is chosen blind, or by its title. */
export const SoloLobby = () => {
  const room = useRoom();
  const session = useSessionId();
  const send = useSend();
  const [prompt, setPrompt] = useState('');
  const [isStarting, setStarting] = useState(false);
  const round = lastRound(room);
  const choices = useQuery({
    queryKey: ['live', session, 'prompt-choices'],
    queryFn: ({ signal }) => call(routes.listPromptChoices, { params: { session }, query: {} }, signal),
    staleTime: 0,
  });
  const none = choices.isSuccess && choices.data.prompts.length === 0;
  const begin = async () => {
    if (isStarting || none) return;
    setStarting(true);
    // The brief may be open already: somebody pressed, and lost the connection before the second command.
    const opened = round ? { ok: true } : await send('brief.open', prompt ? { prompt } : {});
    const begun = opened.ok && (await send('round.start', { round: round?.round ?? 1 }));
    if (!begun || !begun.ok) setStarting(false);
  };
  useKeys([{ key: 'B', label: i18n.t('Begin'), run: () => void begin() }]);
  return (
    <div className={styles.screen}>
      <PageBar
        title={i18n.t('{type}, {minutes} min', {
          type: interviewTypeTitle(room.type),
          minutes: interviewMinutes(room.type, room.length, room.format),
        })}
        meta={i18n.t('Solo drill')}
        end={
          <Button kind="quiet" onClick={() => void send('end.propose', {})}>
            {i18n.t('End')}
          </Button>
        }
      />
      <Banners inPage />
      <main id="main" className={styles.lobby}>
        <div className={styles.head}>
          <h1>{i18n.t('Ready when you are')}</h1>
          <p className={text.meta}>
            {i18n.t(
              'The prompt appears and the clock runs. Say your answer aloud, and write as you would in the room.',
            )}
          </p>
        </div>
        <div className={own.columns}>
          <div className={own.stack}>
            <div className={own.go}>
              <Button
                kind="primary"
                size="l"
                hotkey="B"
                busy={isStarting}
                disabled={none}
                onClick={() => void begin()}
                autoFocus
              >
                {isStarting ? i18n.t('Beginning') : i18n.t('Begin')}
              </Button>
              {none && (
                <p role="status" className={text.meta}>
                  {i18n.t('You know every prompt of this kind already. Start a drill of another kind.')}
                </p>
              )}
            </div>
            {!round && (
              <SelectField
                label={i18n.t('Prompt')}
                value={prompt}
                onChange={({ target }) => setPrompt(target.value)}
                hint={
                  choices.isError
                    ? sentenceOf(choices.error)
                    : i18n.t('Only those that you have neither played nor read the guide of.')
                }
              >
                <option value="">{i18n.t('Pick one for me')}</option>
                {choices.data?.prompts.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </SelectField>
            )}
            <Section title={i18n.t('What happens')}>
              <ul className={styles.kept}>
                <li>
                  <b>{i18n.t('Facts and twists come by themselves')}</b>
                  <p>
                    {i18n.t('At the minute at which an interviewer would give them. Nobody can be asked for more.')}
                  </p>
                </li>
                <li>
                  <b>{i18n.t('You hold the clock')}</b>
                  <p>{i18n.t('Next phase, two more minutes, a pause: yours to press. Stop when you like.')}</p>
                </li>
                <li>
                  <b>{i18n.t('You judge yourself, then the guide opens')}</b>
                  <p>{i18n.t('It counts as read from then on. Your round and its replay stay in your history.')}</p>
                </li>
              </ul>
            </Section>
          </div>
          <PlanList format={room.format} type={room.type} length={room.length} />
        </div>
      </main>
    </div>
  );
};
