import { ChainruleError } from '@chainrule/core';
import { exitCodeOf, exitCodes, type ExitCode } from '../output/exit-codes.js';
import { formatStreams } from '../output/formats.js';
import { errorObject, jsonText } from '../output/json.js';
import type { Answer, Call, Command } from './command.js';
import { failureOf } from './failure-of.js';
import { schemaName } from './published-schema.js';

interface Output {
  readonly rendered: (answer: Answer) => Promise<string | Uint8Array>;
  readonly write: (text: string | Uint8Array) => Promise<void>;
}

/**
 * Runs a command for each line of standard input, answering line by line; an expression that fails is told on standard error with its
 * line number, and the rest goes on. The exit code is that of the first failure. With JSON the one object holds the list of answers.
 */
export async function stream(
  name: string,
  command: Command,
  call: Call<Readonly<Record<string, unknown>>>,
  { rendered, write }: Output,
): Promise<ExitCode> {
  const { format, io } = call;
  if (!formatStreams(format))
    throw new ChainruleError('argument', `answers cannot follow each other in the format ${format}`, {
      operation: '-',
      hint: 'give one expression, or take --format ndjson',
    });
  // Answers to what has arrived together leave together; into a file, all of them.
  const whole = call.options['output'] !== undefined;
  let pending: string[] = [];
  const flush = async (): Promise<void> => {
    const text = pending.join('\n');
    const some = pending.length > 0;
    pending = [];
    if (some) await write(text);
  };
  const say = (text: string): void => {
    if (!whole && pending.length === 0) setImmediate(() => void flush());
    pending.push(text);
  };
  let code: ExitCode = exitCodes.done;
  let first = true;
  const schema = schemaName(name);
  const answers: unknown[] = [];
  let line = 0;
  for await (const text of io.lines()) {
    line++;
    if (text.trim() === '') continue;
    try {
      const answer = await command.run({ ...call, args: [text, ...call.args.slice(1)] });
      if (code === exitCodes.done) code = answer.code ?? code;
      if (format === 'json') answers.push({ schema, ok: true, result: answer.result });
      else if (format === 'ndjson') say(jsonText({ schema, ok: true, result: answer.result }));
      else say(following(format, (await rendered(answer)) as string, first));
      first = false;
    } catch (thrown) {
      const error = failureOf(thrown, command);
      if (code === exitCodes.done) code = exitCodeOf(error);
      const failed = { schema, ok: false, error: errorObject(error) };
      if (format === 'json') answers.push(failed);
      else if (format === 'ndjson') say(jsonText(failed));
      else {
        if (!whole) await flush();
        io.note(`line ${line}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  await flush();
  if (format === 'json') await write(jsonText({ schema, ok: code === exitCodes.done, result: answers }));
  return code;
}

/** An answer after others: rows without their header again, several lines set apart. */
function following(format: Call<unknown>['format'], text: string, first: boolean): string {
  if (first) return text;
  if (format === 'csv') return text.slice(text.indexOf('\n') + 1);
  return text.includes('\n') ? `\n${text}` : text;
}
