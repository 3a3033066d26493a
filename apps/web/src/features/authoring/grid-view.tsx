import { Button, cx, inputClass, text } from '@debrief/ui';
import { i18n } from '../../shared/i18n';
import styles from './authoring.module.css';
import { HeadFaults, numberOf } from './field-view';
import { type Field } from './fields';
import { useFormState } from './form-context';
import { asList, asRecord, asText, getIn, keyOf, type Path } from './path';

/** The rows of a table, one box per cell; columns come from the list above it. */
export const GridView = ({ field, path }: { field: Extract<Field, { kind: 'grid' }>; path: Path }) => {
  const { draft, set } = useFormState();
  const rows = asList(getIn(draft, path)).map(asList);
  const columns = asList(getIn(draft, [...path.slice(0, -1), 'columns'])).map(asRecord);
  const isWords = (at: number) => columns[at]?.['role'] === 'label';
  const headingOf = (at: number) => asText(columns[at]?.['name']) || i18n.t('Column {n}', { n: at + 1 });
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{field.label}</legend>
      <HeadFaults path={path} />
      <div className={styles.gridWrap} tabIndex={0} role="region" aria-label={i18n.t('Rows of the table')}>
        <table className={styles.grid}>
          <thead>
            <tr>
              {columns.map((_, at) => (
                <th key={at} scope="col">
                  {headingOf(at)}
                </th>
              ))}
              <th>
                <span className={text.vh}>{i18n.t('Remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at} data-path={keyOf([...path, at])}>
                {columns.map((_, column) => (
                  <td key={column} data-path={keyOf([...path, at, column])}>
                    <input
                      className={cx(inputClass, !isWords(column) && text.num)}
                      aria-label={i18n.t('Row {n}, {column}', { n: at + 1, column: headingOf(column) })}
                      maxLength={60}
                      value={asText(row[column])}
                      onChange={({ target }) => {
                        // A row is as long as there are columns, whatever was removed above.
                        const cells = columns.map((__, each) => row[each] ?? (isWords(each) ? '' : 0));
                        cells[column] = isWords(column) ? target.value : numberOf(target.value);
                        set([...path, at], cells);
                      }}
                    />
                  </td>
                ))}
                <td>
                  <Button
                    size="s"
                    kind="quiet"
                    disabled={rows.length === 1}
                    aria-label={i18n.t('Remove row {n}', { n: at + 1 })}
                    onClick={() =>
                      set(
                        path,
                        rows.filter((_, each) => each !== at),
                      )
                    }
                  >
                    ×
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.map((_, at) => (
        <HeadFaults key={at} path={[...path, at]} />
      ))}
      {rows.length < 20 && (
        <Button size="s" onClick={() => set(path, [...rows, columns.map((_, at) => (isWords(at) ? '' : 0))])}>
          {i18n.t('Add a row')}
        </Button>
      )}
    </fieldset>
  );
};
