/** They take another query. */
const byDiversity = ['distinct', 'effectiveDistinct'];

/**
 * Compares the rows of a report with those of SQL, figure by figure.
 * @returns how many figures are the same; throws where one is not, or a row is missing
 */
export function compareRows(rows, others) {
  const byKey = new Map(others.map((row) => [`${row.measure} ${row.task}`, row]));
  let compared = 0;
  for (const row of rows) {
    const other = byKey.get(`${row.measure} ${row.task}`);
    if (other === undefined) throw new Error(`SQL has no row ${row.measure} of ${row.task}`);
    for (const [column, value] of Object.entries(other)) {
      const name = column.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
      if (typeof value === 'string' || byDiversity.includes(name)) continue;
      const ours = row[name];
      const same = ours === value || Math.abs(ours - value) <= 1e-9 * Math.max(1, Math.abs(value));
      if (!same) throw new Error(`${name} of ${row.measure}, ${row.task}: ${ours}, in SQL ${value}`);
      compared += 1;
    }
  }
  if (compared === 0) throw new Error('there was nothing to compare');
  return compared;
}
