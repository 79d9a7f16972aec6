import { script } from '@bomb.sh/tab';
import { gatherLog } from './gather-log.ts';

/** The script that a shell loads: at each Tab it asks `hfreuse complete -- <words so far>`. */
export function completionScript(shell: 'bash' | 'zsh' | 'fish' | 'powershell'): string {
  const text = gatherLog(() => script(shell, 'hfreuse', 'hfreuse'));
  return shell === 'bash' ? mendBash(text) : text;
}

/**
 * As the package writes it for bash, nothing ever completes to a file, and a second `source`, or another program's
 * completion of the same make, complains of constants.
 */
const mendBash = (text: string): string =>
  text
    .replace(/^readonly (\w+)=(\d+)$/gm, '[[ -v $1 ]] || readonly $1=$2')
    .replace(/^complete -F /m, 'complete -o default -F ');
