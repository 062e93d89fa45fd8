import type { Command, Example } from './command/command.js';
import { formatsOf, globalOptions } from './command/global-options.js';
import { dashed, type Options } from './command/option.js';
import { commandNames, commands } from './commands/table.js';
import { commandText } from './command-line.js';
import { exitCodes, exitMeanings } from './output/exit-codes.js';
import { formatNames, formats } from './output/formats.js';
import { markdownTable } from './output/tables.js';

/** Runs an example, or another command line with the same files, and gives what a terminal would show. */
export type Session = (example: Example, args?: readonly string[]) => Promise<string>;

/** docs/cli.md: every command, what it is given, and a session of it. */
export async function reference(session: Session): Promise<string> {
  const loaded = await Promise.all(commandNames.map(async (name): Promise<[string, Command]> => [name, await commands[name].load()]));
  const sections: string[] = [];
  for (const [name, command] of loaded) sections.push(await section(name, command, session));
  return [
    '# The command line',
    `Made from the table of commands in \`apps/cli/src/commands\`; every session below is run and compared by \`npm run check -- examples\`.`,
    `Answers go to standard output, narration and progress to standard error. No option has a short form, because in mathematics \`-x\` is the negative of x. An expression \`-\` reads standard input: one expression from each line, answered line by line.`,
    '## Every command',
    optionTable(globalOptions({ ...loaded[0]![1], formats: formatNames })),
    markdownTable({ columns: ['format', ''], rows: Object.entries(formats).map(([name, { about }]) => [`\`${name}\``, about]) }),
    'The schema of every JSON answer is in `apps/cli/schemas` ([that of `diff`](../apps/cli/schemas/diff.json)), and printed by `--schema`. Its name carries its version: a change that could break a reader gets a new number. Numbers that JSON cannot hold are the texts `NaN`, `Infinity` and `-Infinity`.',
    markdownTable({
      columns: ['exit code', ''],
      rows: Object.entries(exitCodes).map(([name, code]) => [code, exitMeanings[name as keyof typeof exitCodes]]),
    }),
    ...sections,
  ].join('\n\n');
}

async function section(name: string, command: Command, session: Session): Promise<string> {
  const sessions: string[] = [];
  for (const example of command.examples) sessions.push(sessionText(example, await session(example)));
  const code = command.typescript ? command.examples.find(({ exit, stdin }) => exit === undefined && stdin === undefined) : undefined;
  return [
    `## ${name}: ${commands[name as keyof typeof commands].summary}`,
    command.about,
    `\`\`\`sh\n${sessions.join('\n')}\n\`\`\``,
    ...(Object.keys(command.options).length > 0 ? [optionTable(command.options)] : []),
    `Formats: ${formatsOf(command).join(', ')}.`,
    ...(code ? codeText(await session(code, [...code.args, '--code', 'ts'])) : []),
  ].join('\n\n');
}

/** A program: one that reads the files of a run is only type-checked, one that writes folders stays out of the manual. */
function codeText(code: string): string[] {
  if (code.includes('mkdirSync') || code.includes(process.cwd())) return [];
  return ['In TypeScript, as `--code ts` prints it:', `\`\`\`ts${code.includes('readFileSync') ? ' no-run' : ''}\n${code}\n\`\`\``];
}

function sessionText(example: Example, output: string): string {
  const files = Object.entries(example.files ?? {}).map(([name, content]) => `$ printf '${content.replaceAll('\n', '\\n')}' > ${name}\n`);
  const lines = output.trimEnd().split('\n');
  const shown =
    example.lines === undefined || example.lines >= lines.length
      ? lines
      : [...lines.slice(0, example.lines), ...(example.lines > 0 ? ['…'] : [])];
  const exit = example.exit === undefined ? '' : `   # exit ${example.exit}`;
  const before = example.before ? `$ ${commandText({ args: example.before })}\n` : '';
  return [`${files.join('')}${before}$ ${commandText(example)}${exit}`, ...shown]
    .filter((line, i) => i === 0 || shown.length > 1 || line !== '')
    .join('\n');
}

const optionTable = (options: Options): string =>
  markdownTable({
    columns: ['option', ''],
    rows: Object.entries(options).flatMap(([key, { placeholder, about, initial, without }]) => [
      [
        `\`--${dashed(key)}${placeholder === undefined ? '' : ` <${placeholder}>`}\``,
        `${about}${initial === undefined || initial === false ? '' : ` (default ${JSON.stringify(initial).replaceAll('"', '')})`}`,
      ],
      ...(without === undefined ? [] : [[`\`--no-${dashed(key)}\``, without]]),
    ]),
  });
