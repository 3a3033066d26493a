import { RUBRIC_LIMITS } from '@debrief/contracts';
import { Button, Field, Section, text } from '@debrief/ui';
import { useRef } from 'react';
import { i18n } from '../../shared/i18n';
import styles from './rubrics.module.css';

/** What caps the recommendation at No, as a list of sentences. */
export const RedFlags = ({
  flags,
  onChange,
  faultOf,
}: {
  flags: readonly string[];
  onChange: (flags: string[]) => void;
  faultOf: (field: string) => string | undefined;
}) => {
  const list = useRef<HTMLUListElement>(null);
  const focus = (at: number) =>
    setTimeout(() => list.current?.querySelectorAll<HTMLInputElement>('input')[at]?.focus());
  return (
    <Section
      title={i18n.t('Red flags')}
      meta={i18n.t('{count} of {most}', { count: flags.length, most: RUBRIC_LIMITS.mostRedFlags })}
    >
      {flags.length === 0 && <p className={text.muted}>{i18n.t('This rubric has none.')}</p>}
      <ul ref={list} className={styles.flagForm}>
        {flags.map((flag, at) => (
          <li key={at}>
            <Field
              label={i18n.t('Red flag {number}', { number: at + 1 })}
              value={flag}
              error={faultOf(`redFlags.${at}`)}
              onChange={({ target }) => onChange(flags.map((each, index) => (index === at ? target.value : each)))}
            />
            <Button
              size="s"
              kind="quiet"
              aria-label={i18n.t('Remove red flag {number}', { number: at + 1 })}
              onClick={() => {
                onChange(flags.filter((_, index) => index !== at));
                focus(Math.max(0, at - 1));
              }}
            >
              {i18n.t('Remove')}
            </Button>
          </li>
        ))}
      </ul>
      {flags.length < RUBRIC_LIMITS.mostRedFlags && (
        <Button
          size="s"
          onClick={() => {
            onChange([...flags, '']);
            focus(flags.length);
          }}
        >
          {i18n.t('Add a red flag')}
        </Button>
      )}
    </Section>
  );
};
