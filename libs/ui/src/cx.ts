/** Joins the class names that are there: `cx(styles.row, isOpen && styles.open)`. */
export const cx = (...names: (string | false | undefined | null)[]): string => names.filter(Boolean).join(' ');
