/**
 * What a synchronous call prints with `console.log`, which is the only way in which `@bomb.sh/tab` gives its answers.
 * @returns the lines, each with its end
 */
export function gatherLog(work: () => void): string {
  const { log } = console;
  const lines: string[] = [];
  console.log = (line: unknown) => {
    lines.push(`${line}\n`);
  };
  try {
    work();
  } finally {
    console.log = log;
  }
  return lines.join('');
}
