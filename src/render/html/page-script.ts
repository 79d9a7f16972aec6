/**
 * What a page does when scripts may run; without them all is readable. Heads sort their table, and one field filters the
 * rows of every table, and the branches of a tree, by their text. A box that scrolls sideways says that it does.
 */
export const pageScript = `
for (const table of document.querySelectorAll('table')) {
  const heads = [...table.querySelectorAll('thead th')];
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') !== 'descending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const body = table.tBodies[0];
      const textOf = (row) => (row.cells[column] ? row.cells[column].textContent : '');
      const isNumber = (row) => textOf(row) === '–' || Number(textOf(row)) === Number(textOf(row));
      const numeric = head.className === 'number' || [...body.rows].every(isNumber);
      const read = (row) => (numeric ? Number.parseFloat(textOf(row).replace('[', '')) : textOf(row));
      const missing = (value) => value !== value || value === '–';
      const rows = [...body.rows].sort((a, b) => {
        const [x, y] = [read(a), read(b)];
        if (missing(x) || missing(y)) return missing(x) - missing(y);
        const order = x < y ? -1 : x > y ? 1 : 0;
        return down ? -order : order;
      });
      body.append(...rows);
    });
  });
}
const watch = new ResizeObserver((entries) => {
  for (const { target } of entries) target.classList.toggle('scrolls', target.scrollWidth > target.clientWidth + 1);
});
for (const box of document.querySelectorAll('.wide')) watch.observe(box);
const filter = document.querySelector('.filter');
if (filter) {
  filter.hidden = false;
  const field = filter.querySelector('input');
  field.addEventListener('input', () => {
    const wanted = field.value.trim().toLowerCase();
    for (const row of document.querySelectorAll('tbody tr, .tree li')) {
      row.hidden = wanted !== '' && !row.textContent.toLowerCase().includes(wanted);
    }
    if (wanted !== '') {
      for (const branch of document.querySelectorAll('.tree details')) branch.open = !branch.parentElement.hidden;
    }
  });
}
`;
