import { Button, inputClass, Section, text } from '@debrief/ui';
import { routes } from '@debrief/contracts';
import { type RoundState } from '@debrief/live-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { call } from '../../../shared/http';
import { firstName, useMe, useNames, useSessionId } from '../live-context';
import { Check } from '../cockpit/script';
import { debriefKey } from '../round-data';
import { type Written } from './feedback';
import styles from './debrief.module.css';

/** The one thing to do differently, worded by either and agreed on by both. A new wording asks both again. */
export const Fix = ({ round, written }: { round: RoundState; written: Written }) => {
  const session = useSessionId();
  const me = useMe();
  const name = useNames();
  const client = useQueryClient();
  const { fix } = written;
  const [edit, setEdit] = useState<string | null>(null);
  const where = { session, round: String(round.round) };
  const refresh = () => client.invalidateQueries({ queryKey: debriefKey(session, round.round) });
  const propose = useMutation({
    mutationFn: (text: string) =>
      call(routes.proposeFix, { params: where, body: { text, version: fix?.version ?? 0 } }),
    onSuccess: async () => {
      await refresh();
      setEdit(null);
    },
    onError: () => void refresh(),
  });
  const agree = useMutation({
    mutationFn: (version: number) => call(routes.agreeFix, { params: where, body: { version } }),
    onSettled: () => void refresh(),
  });
  const takesPart = round.candidate === me || round.interviewers.includes(me);
  const isSolo = round.lead === null;
  const wording = edit ?? fix?.text ?? '';
  const isChanged = wording.trim() !== (fix?.text ?? '') && wording.trim() !== '';
  const mayAgree = fix !== null && !isChanged && !fix.isAgreed && !fix.agreed.includes(me);
  const error = propose.error ?? agree.error;
  return (
    <Section
      title={i18n.t('The fix')}
      meta={isSolo ? i18n.t('One, your own') : fix?.isAgreed ? i18n.t('Agreed by both') : i18n.t('One, agreed by both')}
      className={styles.fix}
    >
      {takesPart ? (
        <textarea
          className={inputClass}
          rows={3}
          maxLength={300}
          value={wording}
          aria-label={i18n.t('The fix')}
          placeholder={i18n.t('The one thing to do differently next time')}
          onChange={(event) => setEdit(event.target.value)}
        />
      ) : (
        <p className={styles.serif}>{fix?.text ?? i18n.t('Not worded yet.')}</p>
      )}
      {edit !== null && fix && edit !== fix.text && propose.error && (
        <p className={text.meta}>{i18n.t('Meanwhile: “{text}”', { text: fix.text })}</p>
      )}
      <ul className={styles.agreed}>
        {fix &&
          !isChanged &&
          fix.agreed.map((each) => (
            <li key={each}>
              <Check /> {each === me ? i18n.t('You agree') : i18n.t('{name} agrees', { name: firstName(name(each)) })}
            </li>
          ))}
      </ul>
      <p className={text.meta}>{i18n.t('The next brief opens with it.')}</p>
      {error && (
        <p role="alert" className={styles.error}>
          {error.message}
        </p>
      )}
      {takesPart && isChanged && (
        <Button kind="primary" wide disabled={propose.isPending} onClick={() => propose.mutate(wording.trim())}>
          {isSolo ? i18n.t('Take this fix along') : fix ? i18n.t('Propose this wording') : i18n.t('Propose this fix')}
        </Button>
      )}
      {takesPart && mayAgree && (
        <Button kind="primary" wide disabled={agree.isPending} onClick={() => agree.mutate(fix.version)}>
          {i18n.t('Agree on this fix')}
        </Button>
      )}
    </Section>
  );
};
