import { EntitySchema, type EntitySchemaColumnOptions, type EntitySchemaOptions } from 'typeorm';

type ColumnType =
  | 'uuid'
  | 'text'
  | 'varchar'
  | 'integer'
  | 'bigint'
  | 'double precision'
  | 'boolean'
  | 'timestamptz'
  | 'jsonb'
  | 'bytea'
  | 'tsvector';

/** One column of a table, for {@link table}. */
export const column = (type: ColumnType, more: Partial<EntitySchemaColumnOptions> = {}): EntitySchemaColumnOptions => ({
  type,
  ...more,
});
/** Part of the primary key. */
export const key = { primary: true } as const;
/** May be null. */
export const maybe = { nullable: true } as const;

/**
 * Describes a table that a migration makes, so that a test can find what the migrations have forgotten. Foreign keys
 * and indices are compared by name.
 */
export const table = (
  name: string,
  columns: Record<string, EntitySchemaColumnOptions>,
  more: Partial<EntitySchemaOptions<object>> = {},
): EntitySchema<object> => new EntitySchema<object>({ name, tableName: name, columns, ...more });
