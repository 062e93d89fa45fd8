// Runs the terminal sessions of docs/cli.md: ```sh blocks whose lines start with `$ `. The lines below a command are what it prints;
// `# exit 3` at its end says its exit code. The sessions of a chapter (`## …`) share one empty folder, so a later one finds the files of an earlier
// one.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { sameText } from './compare.mjs';
import { fencedBlocks } from './extract.mjs';

/** The commands of a block: `{ line, command, exit, output }`. */
function commandsIn({ line, code }) {
  const commands = [];
  code.split('\n').forEach((text, i) => {
    if (!text.startsWith('$ ')) return commands.at(-1)?.output.push(text);
    const [, command, exit = '0'] = /^\$ (.*?)(?:\s+# exit (\d+))?$/.exec(text);
    return commands.push({ line: line + i, command, exit: Number(exit), output: [] });
  });
  return commands;
}

function check(document, { line, command, exit, output }, folder, path) {
  const env = { ...process.env, PATH: path, NO_COLOR: '1', COLUMNS: '100' };
  const ran = spawnSync('sh', ['-c', `${command} 2>&1`], { cwd: folder, encoding: 'utf8', env, timeout: 120_000 });
  const at = `${document}:${line}: $ ${command}`;
  if (ran.status !== exit) return [`${at}\n  ended with exit code ${ran.status}, not ${exit}\n${ran.stdout}`];
  const expected = output.join('\n').trim();
  return expected === '' || sameText(expected, ran.stdout)
    ? []
    : [`${at}\n  was to print\n${expected}\n  and printed\n${ran.stdout.trimEnd()}`];
}

export function runSessions(root, document = 'docs/cli.md', program = join(root, 'apps/cli/dist/main.js')) {
  if (!existsSync(join(root, document))) return { commands: 0, problems: [] };
  const lines = readFileSync(join(root, document), 'utf8').split('\n');
  const { blocks } = fencedBlocks(lines);
  const chapterOf = ({ line }) => lines.findLastIndex((text, i) => i < line && text.startsWith('## '));
  const commands = blocks.filter((block) => block.language === 'sh').flatMap(commandsIn);
  if (commands.length > 0 && !existsSync(program)) return { commands: 0, problems: [`${document}: ${program} is not built`] };
  const place = mkdtempSync(join(tmpdir(), 'sessions-'));
  try {
    mkdirSync(join(place, 'bin'));
    writeFileSync(join(place, 'bin/chainrule'), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
    chmodSync(join(place, 'bin/chainrule'), 0o755);
    const path = `${join(place, 'bin')}${delimiter}${process.env.PATH}`;
    const folderOf = (command) => join(place, `chapter-${chapterOf(command)}`);
    for (const command of commands) mkdirSync(folderOf(command), { recursive: true });
    return { commands: commands.length, problems: commands.flatMap((command) => check(document, command, folderOf(command), path)) };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
