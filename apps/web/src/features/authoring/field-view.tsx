import { Button, Chip, cx, AreaField, FieldFrame, text } from '@debrief/ui';
import { type ReactNode, useId } from 'react';
import { i18n } from '../../shared/i18n';
import styles from './authoring.module.css';
import { type Field, type Variant, variantOf } from './fields';
import { useFormState } from './form-context';
import { GridView } from './grid-view';
import { asList, asRecord, asText, getIn, keyOf, type Path } from './path';
import { RowsView } from './rows-view';

interface Props<K extends Field['kind']> {
  field: Extract<Field, { kind: K }>;
  path: Path;
}

/** What is wrong at this very field, or nothing as long as nobody has been there. */
export const useError = (path: Path): string | undefined => {
  const { faults, isTouched } = useFormState();
  const here = faults.at.get(keyOf(path)) ?? [];
  const shown = here.filter(({ isEmpty }) => !isEmpty || isTouched(path));
  return shown.length > 0 ? shown.map(({ message }) => message).join(' ') : undefined;
};

/** Sentences about a field that holds others, under its name. */
export const HeadFaults = ({ path }: { path: Path }) => {
  const error = useError(path);
  return error ? <p className={styles.fault}>{error}</p> : null;
};

/** Fields one after another; `path` is where their object stands. */
export const FieldList = ({ fields, path }: { fields: readonly Field[]; path: Path }) => (
  <div className={styles.fields}>
    {fields.map((field) => (
      <FieldView key={field.key} field={field} path={[...path, field.key]} />
    ))}
  </div>
);

const views: { [K in Field['kind']]: (props: Props<K>) => ReactNode } = {
  line: (props) => <TextView {...props} />,
  text: (props) => <TextView {...props} />,
  number: (props) => <NumberView {...props} />,
  flag: (props) => <FlagView {...props} />,
  choice: (props) => <ChoiceView {...props} />,
  choices: (props) => <ChoicesView {...props} />,
  shares: (props) => <SharesView {...props} />,
  lines: (props) => <LinesView {...props} />,
  group: ({ field, path }) => (
    <Group field={field} path={path}>
      <FieldList fields={field.fields} path={path} />
    </Group>
  ),
  optional: (props) => <OptionalView {...props} />,
  variant: (props) => <VariantView {...props} />,
  rows: (props) => <RowsView {...props} />,
  grid: (props) => <GridView {...props} />,
};

export const FieldView = ({ field, path }: { field: Field; path: Path }) => {
  // A field and its view have the same kind, which the compiler cannot follow through the table.
  const View = views[field.kind] as (props: { field: Field; path: Path }) => ReactNode;
  return (
    <div
      className={cx(styles.field, (field.kind === 'number' || field.kind === 'choice') && styles.small)}
      data-path={keyOf(path)}
    >
      <View field={field} path={path} />
    </div>
  );
};

const Group = ({ field, path, children }: { field: Field; path: Path; children: ReactNode }) =>
  field.label ? (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{field.label}</legend>
      {field.hint && <p className={text.meta}>{field.hint}</p>}
      <HeadFaults path={path} />
      {children}
    </fieldset>
  ) : (
    <>
      <HeadFaults path={path} />
      {children}
    </>
  );

const TextView = ({ field, path }: Props<'line' | 'text'>) => {
  const { draft, set, touch } = useFormState();
  const list = useId();
  const value = asText(getIn(draft, path));
  const store = (next: string) =>
    set(path, next || (field.empty === 'omit' ? undefined : field.empty === 'null' ? null : ''));
  const suggestions = field.suggestions?.(draft) ?? [];
  const shared = {
    value,
    maxLength: field.max,
    onBlur: () => touch(path),
    spellCheck: !field.isCode,
  };
  return (
    <FieldFrame label={field.label} hint={field.hint} error={useError(path)}>
      {(wiring) =>
        field.kind === 'text' ? (
          <textarea
            {...wiring}
            {...shared}
            rows={Math.min(8, Math.max(2, Math.ceil(value.length / 70)))}
            onChange={({ target }) => store(target.value)}
          />
        ) : (
          <>
            <input
              {...wiring}
              {...shared}
              className={cx(wiring.className, field.isCode && styles.code)}
              list={suggestions.length > 0 ? list : undefined}
              autoComplete="off"
              onChange={({ target }) => store(target.value)}
            />
            {suggestions.length > 0 && (
              <datalist id={list}>
                {suggestions.map((each) => (
                  <option key={each} value={each} />
                ))}
              </datalist>
            )}
          </>
        )
      }
    </FieldFrame>
  );
};

/** What was typed, as a number where it is one; anything else stays as it is and is named by the checks. */
export const numberOf = (typed: string): number | string =>
  /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i.test(typed.trim()) && !/\.$/.test(typed.trim()) ? Number(typed) : typed;

const NumberView = ({ field, path }: Props<'number'>) => {
  const { draft, set, touch } = useFormState();
  return (
    <FieldFrame label={field.label} hint={field.hint} error={useError(path)}>
      {(wiring) => (
        <input
          {...wiring}
          className={cx(wiring.className, text.num)}
          inputMode="decimal"
          autoComplete="off"
          maxLength={24}
          value={asText(getIn(draft, path))}
          onBlur={() => touch(path)}
          onChange={({ target }) => set(path, numberOf(target.value))}
        />
      )}
    </FieldFrame>
  );
};

const FlagView = ({ field, path }: Props<'flag'>) => {
  const { draft, set } = useFormState();
  return (
    <label className={styles.flag}>
      <input
        type="checkbox"
        checked={getIn(draft, path) === true}
        onChange={({ target }) => set(path, target.checked)}
      />
      {field.label}
    </label>
  );
};

const ChoiceView = ({ field, path }: Props<'choice'>) => {
  const { draft, set, touch } = useFormState();
  const value = asText(getIn(draft, path));
  const options = field.options(draft);
  return (
    <FieldFrame label={field.label} hint={field.hint} error={useError(path)}>
      {(wiring) => (
        <select
          {...wiring}
          value={value}
          onBlur={() => touch(path)}
          onChange={({ target }) => set(path, target.value || (field.empty === 'omit' ? undefined : ''))}
        >
          {(field.none !== undefined || value === '') && <option value="">{field.none ?? i18n.t('Choose')}</option>}
          {value !== '' && !options.some(([each]) => each === value) && <option value={value}>{value}</option>}
          {options.map(([each, name]) => (
            <option key={each} value={each}>
              {name}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
};

const ChoicesView = ({ field, path }: Props<'choices'>) => {
  const { draft, set } = useFormState();
  const chosen = asList(getIn(draft, path));
  return (
    <Group field={field} path={path}>
      <div className={styles.chips}>
        {field.options.map(([value, name]) => {
          const isOn = chosen.includes(value);
          return (
            <Chip
              key={value}
              pressed={isOn}
              onClick={() => set(path, isOn ? chosen.filter((each) => each !== value) : [...chosen, value])}
            >
              {name}
            </Chip>
          );
        })}
      </div>
    </Group>
  );
};

/** Shares in percent, stored as fractions; none at all means the rubric's own. */
const SharesView = ({ field, path }: Props<'shares'>) => {
  const { draft, set } = useFormState();
  const shares = asRecord(getIn(draft, path));
  const sum = Object.values(shares).reduce<number>((total, each) => total + (typeof each === 'number' ? each : 0), 0);
  return (
    <Group field={field} path={path}>
      <div className={styles.shares}>
        {field.options.map(([value, name]) => {
          const share = shares[value];
          return (
            <label key={value} data-path={keyOf([...path, value])}>
              <span>{name}</span>
              <input
                className={styles.share}
                inputMode="numeric"
                maxLength={3}
                value={typeof share === 'number' ? String(Math.round(share * 100)) : ''}
                onChange={({ target }) => {
                  const { [value]: _gone, ...others } = shares;
                  const percent = Number(target.value);
                  const next = percent > 0 ? { ...others, [value]: percent / 100 } : others;
                  set(path, Object.keys(next).length > 0 ? next : undefined);
                }}
              />
            </label>
          );
        })}
      </div>
      {sum > 0 && <p className={text.meta}>{i18n.t('{n} % given', { n: Math.round(sum * 100) })}</p>}
    </Group>
  );
};

const LinesView = ({ field, path }: Props<'lines'>) => {
  const { draft, set } = useFormState();
  const lines = asList(getIn(draft, path));
  return (
    <Group field={field} path={path}>
      <ul className={styles.lines}>
        {lines.map((_, at) => (
          <li key={at} data-path={keyOf([...path, at])}>
            <LineBox field={field} path={[...path, at]} n={at + 1} />
            {lines.length > field.from && (
              <Button
                size="s"
                kind="quiet"
                aria-label={i18n.t('Remove {what} {n}', { what: field.label.toLowerCase(), n: at + 1 })}
                onClick={() =>
                  set(
                    path,
                    lines.filter((__, each) => each !== at),
                  )
                }
              >
                {i18n.t('Remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {lines.length < field.to && (
        <Button size="s" kind="quiet" onClick={() => set(path, [...lines, ''])}>
          {i18n.t('Add one')}
        </Button>
      )}
    </Group>
  );
};

const LineBox = ({ field, path, n }: { field: Extract<Field, { kind: 'lines' }>; path: Path; n: number }) => {
  const { draft, set, touch } = useFormState();
  const value = asText(getIn(draft, path));
  return (
    <div className={styles.numbered}>
      <AreaField
        label={<span className={text.vh}>{`${field.label} ${n}`}</span>}
        error={useError(path)}
        rows={Math.min(4, Math.max(1, Math.ceil(value.length / 70)))}
        maxLength={field.max}
        value={value}
        onBlur={() => touch(path)}
        onChange={({ target }) => set(path, target.value)}
      />
    </div>
  );
};

const OptionalView = ({ field, path }: Props<'optional'>) => {
  const { draft, set } = useFormState();
  const value = getIn(draft, path);
  if (value === undefined)
    return (
      <Button size="s" onClick={() => set(path, field.make())}>
        {field.add}
      </Button>
    );
  return (
    <Group field={field} path={path}>
      <FieldList fields={field.fields} path={path} />
      <Button size="s" kind="quiet" onClick={() => set(path, undefined)}>
        {i18n.t('Leave it out')}
      </Button>
    </Group>
  );
};

const VariantView = ({ field, path }: Props<'variant'>) => {
  const { draft, set } = useFormState();
  const now = variantOf(field.variants, getIn(draft, path));
  const choose = (variant: Variant | undefined) => variant && variant !== now && set(path, variant.make());
  return (
    <>
      <FieldFrame label={field.label} hint={field.hint} error={useError(path)}>
        {(wiring) => (
          <select
            {...wiring}
            value={now?.value ?? ''}
            onChange={({ target }) => choose(field.variants.find(({ value }) => value === target.value))}
          >
            {!now && <option value="">{i18n.t('Choose')}</option>}
            {field.variants.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </FieldFrame>
      {now && now.fields.length > 0 && (
        <div className={styles.inner}>
          <FieldList fields={now.fields} path={path} />
        </div>
      )}
    </>
  );
};
