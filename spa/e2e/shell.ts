import { spawn } from 'node:child_process';

/** One shell, in which blocks run one after the other as a person would type them. */
export function openShell(env: Record<string, string>) {
  const bash = spawn('bash', [], { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  let heard = '';
  let trouble = '';
  const waiting = new Set<() => void>();
  const tell = () => {
    for (const each of waiting) each();
  };
  bash.stdout.on('data', (chunk: Buffer) => {
    heard += chunk.toString();
    tell();
  });
  bash.stderr.on('data', (chunk: Buffer) => {
    trouble += chunk.toString();
  });
  bash.on('exit', tell);
  /** What the shell has said since `from`, once it holds the pattern. */
  const hear = (pattern: RegExp, from: number, deadlineMs: number) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        waiting.delete(look);
        act();
      };
      const look = () => {
        const found = pattern.exec(heard.slice(from));
        if (found) settle(() => resolve(found));
        else if (bash.exitCode !== null) settle(() => reject(new Error(`the shell ended: ${heard.slice(from)}\n${trouble}`)));
      };
      const timer = setTimeout(() => settle(() => reject(new Error(`no ${pattern} in ${heard.slice(from)}\n${trouble}`))), deadlineMs);
      waiting.add(look);
      look();
    });
  let count = 0;
  return {
    /** The lines that a block prints; it fails when the block's last command does. */
    async run(block: string, deadlineMs = 60_000): Promise<string[]> {
      count += 1;
      const from = heard.length;
      bash.stdin.write(`${block}\necho "@@${count} $?"\n`);
      const end = await hear(new RegExp(`^@@${count} (\\d+)$`, 'm'), from, deadlineMs);
      if (end[1] !== '0') throw new Error(`block ${count} ended with ${end[1]}: ${heard.slice(from)}\n${trouble}`);
      return heard.slice(from).split('\n').slice(0, -2).filter((line) => !line.startsWith('@@'));
    },
    /** Of what a block that still runs has printed. */
    said: (pattern: RegExp, deadlineMs = 30_000) => hear(pattern, 0, deadlineMs),
    close: () => bash.kill(),
  };
}

/** The fenced blocks of a document, in its order. */
export const blocksOf = (markdown: string, language: string): string[] =>
  [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((found) => found[1] ?? '');
