import { type PromptDraft } from '@debrief/prompt-bank';
import { Section, text } from '@debrief/ui';
import { useEffect, useRef, useState } from 'react';
import { i18n } from '../../shared/i18n';
import styles from './authoring.module.css';
import { type Fault, type Faults } from './check';
import { FaultList } from './fault-list';
import { FieldList } from './field-view';
import { type Part } from './fields';
import { FormProvider } from './form-context';
import { keyOf, type Path } from './path';

/** The form: a rail of parts with what is left in each, the part that is written, and the list of faults. */
export const PromptForm = ({
  parts,
  draft,
  faults,
  set,
  part: current,
  onPart,
}: {
  parts: readonly Part[];
  draft: PromptDraft;
  faults: Faults;
  set: (path: Path, next: unknown) => void;
  part: string;
  onPart: (part: string) => void;
}) => {
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const body = useRef<HTMLDivElement>(null);
  const goTo = useRef<Fault | null>(null);
  const part = parts.find(({ key }) => key === current) ?? parts[0];
  useEffect(() => {
    const fault = goTo.current;
    // The part comes with the address, a moment after this page has been drawn anew.
    if (!fault || fault.part !== part?.key || !body.current) return;
    goTo.current = null;
    focusOn(body.current, fault.path);
  });
  const touch = (path: Path) =>
    setTouched((before) => (before.has(keyOf(path)) ? before : new Set([...before, keyOf(path)])));
  const jump = (fault: Fault) => {
    goTo.current = fault;
    onPart(fault.part);
    setTouched((before) => new Set([...before, keyOf(fault.path)]));
  };
  const at = parts.findIndex(({ key }) => key === part?.key);
  return (
    <FormProvider value={{ draft, faults, set, touch, isTouched: (path) => touched.has(keyOf(path)) }}>
      <div className={styles.editor}>
        <nav aria-label={i18n.t('Parts of the prompt')} className={styles.rail}>
          <ul>
            {parts.map(({ key, title }) => {
              const count = faults.countIn(key);
              return (
                <li key={key}>
                  <button
                    type="button"
                    aria-current={key === part?.key ? 'step' : undefined}
                    onClick={() => onPart(key)}
                  >
                    {title}
                    {count > 0 ? (
                      <span className={styles.count}>
                        {count}
                        <span className={text.vh}> {i18n.t('to do')}</span>
                      </span>
                    ) : (
                      <span className={styles.done} aria-label={i18n.t('complete')} role="img">
                        ✓
                      </span>
                    )}
                  </button>
                </li>
              );
            })}
          </ul>
        </nav>
        <div ref={body} className={styles.body}>
          {part && (
            <Section key={part.key} title={part.title}>
              <p className={styles.lede}>{part.lede}</p>
              <FieldList fields={part.fields} path={[]} />
              <p className={styles.turn}>
                {parts[at - 1] && (
                  <button type="button" className={text.link} onClick={() => onPart(parts[at - 1]?.key ?? '')}>
                    {i18n.t('Back: {title}', { title: parts[at - 1]?.title })}
                  </button>
                )}
                {parts[at + 1] && (
                  <button type="button" className={text.link} onClick={() => onPart(parts[at + 1]?.key ?? '')}>
                    {i18n.t('Next: {title}', { title: parts[at + 1]?.title })}
                  </button>
                )}
              </p>
            </Section>
          )}
        </div>
        <FaultList parts={parts} faults={faults} current={part?.key ?? ''} onJump={jump} />
      </div>
    </FormProvider>
  );
};

/** Shows the field of a path, or what is nearest to it, and puts the keyboard there. */
function focusOn(root: HTMLElement, path: Path): void {
  const places = [...root.querySelectorAll<HTMLElement>('[data-path]')];
  for (let depth = path.length; depth > 0; depth -= 1) {
    const key = keyOf(path.slice(0, depth));
    const found = places.find(({ dataset }) => dataset['path'] === key);
    if (!found) continue;
    for (let box = found.closest('details'); box; box = box.parentElement?.closest('details') ?? null) box.open = true;
    for (const box of found.querySelectorAll(':scope > details')) box.setAttribute('open', '');
    const target = found.querySelector<HTMLElement>('input, textarea, select, button');
    target?.focus({ preventScroll: true });
    found.scrollIntoView?.({ block: 'center' });
    return;
  }
}
