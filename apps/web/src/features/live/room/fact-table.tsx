import { type FactTable } from '@debrief/contracts';
import { i18n } from '../../../shared/i18n';
import styles from './room.module.css';

export const Table = ({ table, label }: { table: FactTable; label: string }) => (
  <div className={styles.tableWrap} tabIndex={0} role="region" aria-label={i18n.t('Table: {label}', { label })}>
    <table className={styles.table}>
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, at) => (
              <td key={at} className={typeof cell === 'number' ? styles.num : undefined}>
                {typeof cell === 'number' ? cell.toLocaleString('en') : cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
