/**
 * A line broken at spaces so that no line is longer than `width`, if its words allow.
 * @param indent put before every line but the first
 */
export function wrapText(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  const [first = '', ...words] = text.split(' ');
  let line = first;
  for (const word of words) {
    if (line.trim() !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = `${indent}${word}`;
    } else line = `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
