import { routes } from '@debrief/contracts';
import { Button, CloseDialog, Dialog, AreaField, SelectField, text, useToast } from '@debrief/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from './http';
import { i18n } from './i18n';
import { useMe } from './me';
import { ProblemNote } from './problem-note';
import styles from './report-prompt.module.css';

/** Fewer characters tell nobody what to look for. */
const FEWEST = 10;

/** Says to whoever answers for a prompt that it has leaked or has a fault. Accounts only. */
export const ReportPrompt = ({ prompt, title }: { prompt: string; title: string }) => {
  const me = useMe().data?.me;
  const [isOpen, setOpen] = useState(false);
  if (!me || me.isGuest) return null;
  return (
    <p className={styles.way}>
      <button type="button" className={text.link} onClick={() => setOpen(true)}>
        {i18n.t('Report a leak or a fault')}
      </button>
      {isOpen && <ReportSheet prompt={prompt} title={title} onClose={() => setOpen(false)} />}
    </p>
  );
};

const ReportSheet = ({ prompt, title, onClose }: { prompt: string; title: string; onClose: () => void }) => {
  const client = useQueryClient();
  const say = useToast();
  const [kind, setKind] = useState<'leaked' | 'faulty'>('faulty');
  const [words, setWords] = useState('');
  const report = useMutation({
    mutationFn: () => call(routes.reportPrompt, { params: { prompt }, body: { kind, words: words.trim() } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['prompt-reports'] });
      say({ text: i18n.t('Reported. The answer comes under My prompts.') });
      onClose();
    },
  });
  return (
    <Dialog title={i18n.t('Report {title}', { title })} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (words.trim().length >= FEWEST && !report.isPending) report.mutate();
        }}
      >
        <SelectField
          label={i18n.t('What is wrong')}
          value={kind}
          onChange={({ target }) => setKind(target.value === 'leaked' ? 'leaked' : 'faulty')}
        >
          <option value="faulty">{i18n.t('It has a fault: a number, a fact, unfair or unclear')}</option>
          <option value="leaked">{i18n.t('It has leaked: the guide can be read elsewhere')}</option>
        </SelectField>
        <AreaField
          label={i18n.t('In your words')}
          hint={i18n.t('Where it is and what you saw. Your name is not shown.')}

          rows={4}
          maxLength={2000}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        {report.error && <ProblemNote error={report.error} kept={i18n.t('What you typed is still here.')} />}
        <div>
          <Button type="submit" disabled={words.trim().length < FEWEST} busy={report.isPending}>
            {i18n.t('Send the report')}
          </Button>
        </div>
      </form>
      <CloseDialog kind="quiet">{i18n.t('Not now')}</CloseDialog>
    </Dialog>
  );
};
