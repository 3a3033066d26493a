import { type RouteArgs, routes } from '@debrief/contracts';
import { Button, CloseDialog, Dialog, Field, Section, Skeleton, text } from '@debrief/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import { exportableQuery, saveAs } from './packs-data';
import styles from './packs.module.css';

type What = RouteArgs<typeof routes.exportPack>['body']['prompts'];

/** Prompts chosen into a file, with the licence and where they come from. */
export const ExportPart = () => {
  const client = useQueryClient();
  const me = useMe().data?.me;
  const { data, error, refetch } = useQuery(exportableQuery);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [name, setName] = useState('');
  const [licence, setLicence] = useState('CC-BY-4.0');
  const [from, setFrom] = useState('');
  const [isAsking, setAsking] = useState(false);
  const write = useMutation({
    mutationFn: (prompts: What) =>
      call(routes.exportPack, {
        body: {
          name: name.trim(),
          licence: licence.trim(),
          provenance: {
            by: me && me.name.length > 1 ? me.name : `${me?.name ?? ''}.`,
            from: from.trim(),
            when: new Date().toISOString().slice(0, 10),
          },
          prompts,
        },
      }),
    onSuccess: ({ file, text: words }, what) => {
      saveAs(file, words);
      if (!Array.isArray(what))
        for (const key of ['prompts', 'prompt', 'packs']) void client.invalidateQueries({ queryKey: [key] });
    },
  });
  const isReady = [name, licence, from].every((each) => each.trim().length >= 2);
  return (
    <Section title={i18n.t('Export')}>
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton label={i18n.t('Loading what can be exported')} lines={5} />}
      {data && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady && chosen.length > 0 && !write.isPending) write.mutate(chosen.slice());
          }}
        >
          <Field
            label={i18n.t('Name of the pack')}
            maxLength={80}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <Field
            label={i18n.t('Licence')}
            hint={i18n.t('A short name such as CC-BY-4.0, or words. Prompts from elsewhere keep theirs.')}
            maxLength={80}
            value={licence}
            onChange={({ target }) => setLicence(target.value)}
          />
          <Field
            label={i18n.t('Where they come from')}
            hint={i18n.t('“Written for our study group”, for example.')}
            maxLength={200}
            value={from}
            onChange={({ target }) => setFrom(target.value)}
          />
          <fieldset className={styles.choices}>
            <legend>{i18n.t('Prompts')}</legend>
            {data.prompts.length === 0 && (
              <p className={text.muted}>
                {i18n.t(
                  'Your own prompts stand here once they have a version, and public ones whose guide you have read.',
                )}
              </p>
            )}
            {data.prompts.map(({ id, title, type, isMine }) => (
              <label key={id}>
                <input
                  type="checkbox"
                  checked={chosen.includes(id)}
                  onChange={({ target }) =>
                    setChosen(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
                  }
                />
                <span>
                  {title}
                  <span className={text.meta}>
                    {' '}
                    {interviewTypeTitle(type)}
                    {isMine && `, ${i18n.t('yours')}`}
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
          {write.error && <ProblemNote error={write.error} />}
          <p role="status" className={text.meta}>
            {write.isPending && i18n.t('Writing the pack.')}
            {write.data && i18n.t('{file} is in your downloads.', { file: write.data.file })}
          </p>
          <div className={styles.actions}>
            <Button type="submit" disabled={!isReady || chosen.length === 0} busy={write.isPending}>
              {chosen.length > 0
                ? i18n.t('Export {n, plural, one {# prompt} other {# prompts}}', { n: chosen.length })
                : i18n.t('Export')}
            </Button>
            <Button kind="quiet" disabled={!isReady || write.isPending} onClick={() => setAsking(true)}>
              {i18n.t('Export all {n} that came with the server', { n: data.shipped })}
            </Button>
          </div>
        </form>
      )}
      {isAsking && (
        <Dialog title={i18n.t('Take all guides home?')} onClose={() => setAsking(false)}>
          <p className={styles.lede}>
            {i18n.t(
              'The file holds every guide. All these prompts then count as seen, which cannot be taken back: you can interview with them, and nobody can ask you any of them.',
            )}
          </p>
          <div className={styles.actions}>
            <Button
              onClick={() => {
                setAsking(false);
                write.mutate({ shipped: true, understood: true });
              }}
            >
              {i18n.t('Export them all')}
            </Button>
            <CloseDialog kind="quiet">{i18n.t('Leave them shut')}</CloseDialog>
          </div>
        </Dialog>
      )}
    </Section>
  );
};
