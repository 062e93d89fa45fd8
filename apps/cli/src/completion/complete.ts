import type { CommandTable } from '../command/command.js';
import { globalOptions } from '../command/global-options.js';
import { dashed, type Option } from '../command/option.js';

/** What could stand in place of the last of some words, the first of which names a command. */
export async function complete(words: readonly string[], commands: CommandTable): Promise<string[]> {
  const [name] = words;
  const last = words.at(-1) ?? '';
  const fitting = (candidates: readonly string[]): string[] => candidates.filter((candidate) => candidate.startsWith(last));
  if (words.length <= 1) return fitting(Object.keys(commands));
  if (!Object.hasOwn(commands, name!)) return [];
  const command = await commands[name!]!.load();
  const options: readonly [string, Option<unknown>][] = Object.entries({ ...command.options, ...globalOptions(command) });
  const before = options.find(([key]) => `--${dashed(key)}` === words.at(-2));
  if (before?.[1].words) return fitting(before[1].words);
  return last.startsWith('-') ? fitting([...options.map(([key]) => `--${dashed(key)}`), '--help']) : [];
}
