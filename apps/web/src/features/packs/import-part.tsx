import { Button, cx, Section, text } from '@debrief/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { i18n } from '../../shared/i18n';
import { ProblemNote } from '../../shared/problem-note';
import { CheckView } from './check-view';
import { type Checked, checkFile, importFile, MOST_BYTES } from './packs-data';
import styles from './packs.module.css';

/** A file or pasted text, then what it would do, then the import. */
export const ImportPart = () => {
  const client = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const [pasted, setPasted] = useState('');
  const [isOver, setOver] = useState(false);
  const [isTooLarge, setTooLarge] = useState(false);
  const check = useMutation({
    mutationFn: ({ name, bytes }: Pick<Checked, 'name' | 'bytes'>) => checkFile(name, bytes),
  });
  const bring = useMutation({
    mutationFn: importFile,
    onSuccess: () => {
      for (const key of ['prompts', 'prompt', 'my-prompts', 'packs'])
        void client.invalidateQueries({ queryKey: [key] });
    },
  });
  const look = (name: string, bytes: Uint8Array) => {
    bring.reset();
    setTooLarge(bytes.length > MOST_BYTES);
    if (bytes.length <= MOST_BYTES) check.mutate({ name, bytes });
    else check.reset();
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    // Not read at all when it is too large: it may be a film.
    look(file.name, file.size > MOST_BYTES ? new Uint8Array(MOST_BYTES + 1) : new Uint8Array(await file.arrayBuffer()));
  };
  const isWaiting = useSlow(check.isPending);
  return (
    <Section title={i18n.t('Import')}>
      <div
        className={cx(styles.drop, isOver && styles.over)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files[0]);
        }}
      >
        <p>{i18n.t('Drop a pack here, or')}</p>
        <Button onClick={() => picker.current?.click()}>{i18n.t('Choose a file')}</Button>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".yaml,.yml,.txt"
          aria-label={i18n.t('A pack')}
          onChange={({ target }) => {
            void take(target.files?.[0]);
            target.value = '';
          }}
        />
        <p className={text.meta}>{i18n.t('One YAML file, at most 2 MB and 200 prompts.')}</p>
      </div>
      <details className={styles.paste}>
        <summary>{i18n.t('Paste the text instead')}</summary>
        <textarea
          aria-label={i18n.t('Text of a pack')}
          rows={8}
          spellCheck={false}
          value={pasted}
          onChange={({ target }) => setPasted(target.value)}
        />
        <Button
          size="s"
          disabled={!pasted.trim()}
          onClick={() => look(i18n.t('Pasted text'), new TextEncoder().encode(pasted))}
        >
          {i18n.t('Check it')}
        </Button>
      </details>
      <p role="status" className={text.meta}>
        {isWaiting && i18n.t('Reading every line. Nothing is stored yet.')}
      </p>
      {isTooLarge && (
        <p role="alert" className={styles.warning}>
          {i18n.t('This file is larger than 2 MB. Take fewer prompts into one pack.')}
        </p>
      )}
      {check.error && (
        <ProblemNote error={check.error} retry={() => check.variables && check.mutate(check.variables)} />
      )}
      {check.data && !check.isPending && (
        <CheckView
          checked={check.data}
          isBusy={bring.isPending}
          done={bring.data?.prompts}
          onImport={() => bring.mutate(check.data)}
        />
      )}
      {bring.error && (
        <ProblemNote
          error={bring.error}
          kept={i18n.t('Nothing was stored.')}
          action={
            check.data && (
              <Button size="s" onClick={() => look(check.data.name, check.data.bytes)}>
                {i18n.t('Check it again')}
              </Button>
            )
          }
        />
      )}
    </Section>
  );
};

/** True once something has taken longer than half a second. */
const useSlow = (isPending: boolean): boolean => {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isPending) return;
    const timer = setTimeout(() => setSlow(true), 500);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isPending]);
  return isSlow;
};
