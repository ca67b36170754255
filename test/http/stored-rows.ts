import type { DataSource } from 'typeorm';

/** Sessions change at every request, and the directory notes each sign-in; both say nothing about changes. */
const LEFT_OUT = new Set(['session', 'migrations']);

/** Every table with the number of its rows and a digest of their content: equal means that nothing was stored. */
export async function storedRows(database: DataSource): Promise<Record<string, string>> {
  const tables: { name: string }[] = await database.query(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const selects = tables
    .filter(({ name }) => !LEFT_OUT.has(name))
    .map(
      ({ name }) =>
        `select '${name}' as name, count(*) || ' ' || md5(coalesce(string_agg(row::text, ' ' order by row::text), '')) as content
         from "${name}" row`,
    );
  const rows: { name: string; content: string }[] = await database.query(selects.join(' union all '));
  return Object.fromEntries(rows.map(({ name, content }) => [name, content]));
}
