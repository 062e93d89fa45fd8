import { createInterface } from 'node:readline';
import type { CommandTable } from '../command/command.js';
import { complete } from '../completion/complete.js';

/** Lines that a person types one after the other. */
export interface TypedLines extends AsyncIterable<string> {
  /** Shows that a line is awaited. */
  ask(): void;
  close(): void;
}

/** The terminal: with history by the arrow keys, and Tab for commands and options. */
export function terminalLines(commands: CommandTable): TypedLines {
  const reader = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: '› ',
    completer: (line: string, done: (error: null, result: [string[], string]) => void): void => {
      const words = line.split(' ');
      const last = words.at(-1)!;
      void complete(words, commands).then((found) => done(null, [found.map((word) => `${word} `), last]));
    },
  });
  const lines = reader[Symbol.asyncIterator]();
  return {
    ask: () => reader.prompt(),
    close: () => reader.close(),
    // Nothing is returned early: a quiz in the middle takes some lines and leaves the rest.
    [Symbol.asyncIterator]: () => ({ next: () => lines.next() }),
  };
}
