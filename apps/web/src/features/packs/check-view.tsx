import { type PackOutcome } from '@debrief/contracts';
import { Button, Pill, text } from '@debrief/ui';
import { Link } from '@tanstack/react-router';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { type Checked } from './packs-data';
import styles from './packs.module.css';

const outcomeWords = ({ outcome, id, version }: PackOutcome): string => {
  switch (outcome) {
    case 'new':
      return i18n.t('New');
    case 'same':
      return i18n.t('Here already');
    case 'newer':
      return i18n.t('Version {version} of yours', { version });
    case 'copy':
      return i18n.t('The id is taken: becomes {id}', { id });
  }
};

/** What an import would do, or what is wrong with the file. */
export const CheckView = ({
  checked: { name, check },
  done,
  isBusy,
  onImport,
}: {
  checked: Checked;
  /** What was stored, once it was. */
  done: PackOutcome[] | undefined;
  isBusy: boolean;
  onImport: () => void;
}) => {
  if (!check.pack) return <Faults name={name} check={check} />;
  const { pack, prompts } = check;
  const changes = prompts.filter(({ outcome }) => outcome !== 'same').length;
  return (
    <div className={styles.checked}>
      <h3 className={text.h22}>{pack.name}</h3>
      <dl className={styles.pairs}>
        <dt>{i18n.t('Licence')}</dt>
        <dd>{pack.licence}</dd>
        <dt>{i18n.t('Made by')}</dt>
        <dd>{pack.provenance.by}</dd>
        <dt>{i18n.t('From')}</dt>
        <dd>
          {pack.provenance.from}, {pack.provenance.when}
        </dd>
      </dl>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={i18n.t('What the import does')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{i18n.t('Prompt')}</th>
              <th scope="col">{i18n.t('What happens')}</th>
              <th scope="col">{i18n.t('Licence')}</th>
            </tr>
          </thead>
          <tbody>
            {prompts.map((each) => (
              <tr key={each.prompt}>
                <td>
                  {done ? (
                    <Link to="/prompts/$prompt" params={{ prompt: each.id }} className={text.link}>
                      {each.title}
                    </Link>
                  ) : (
                    each.title
                  )}
                  <span className={text.meta}> {interviewTypeTitle(each.type)}</span>
                </td>
                <td>
                  <Pill tone={each.outcome === 'same' ? 'off' : each.outcome === 'copy' ? 'warn' : 'ok'}>
                    {outcomeWords(each)}
                  </Pill>
                </td>
                <td>{each.licence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {done ? (
        <p role="status" className={styles.done}>
          {changes > 0
            ? i18n.t(
                '{n, plural, one {# prompt is} other {# prompts are}} stored, for you alone. You can host sessions with them now.',
                { n: changes },
              )
            : i18n.t('All of them were here already. Nothing was stored.')}
        </p>
      ) : (
        <>
          <p className={styles.warning}>
            {i18n.t(
              'Nothing is stored yet. With the import all these guides count as seen by you, which cannot be taken back: you can interview with these prompts, and are never asked them. The prompts are for you alone.',
            )}
          </p>
          <Button kind="primary" busy={isBusy} onClick={onImport}>
            {changes > 0
              ? i18n.t('Import {n, plural, one {# prompt} other {# prompts}}', { n: changes })
              : i18n.t('Count them as seen')}
          </Button>
        </>
      )}
    </div>
  );
};

const Faults = ({ name, check: { faults, faultCount } }: Pick<Checked, 'name' | 'check'>) => (
  <div className={styles.checked}>
    <h3 className={text.h22}>
      {i18n.t('{n, plural, one {# fault} other {# faults}} in {name}', { n: faultCount, name })}
    </h3>
    <p className={text.muted}>
      {i18n.t('Nothing is stored. A pack comes in whole, so each of these has to be put right.')}
    </p>
    <ol className={styles.faults}>
      {faults.map(({ line, column, message, text: words }, index) => (
        <li key={index}>
          <p>
            <b>{i18n.t('Line {line}, column {column}.', { line, column })}</b> {message}
          </p>
          {words.trim() && <pre>{words}</pre>}
        </li>
      ))}
    </ol>
    {faultCount > faults.length && (
      <p className={text.meta}>{i18n.t('And {n} more.', { n: faultCount - faults.length })}</p>
    )}
  </div>
);
