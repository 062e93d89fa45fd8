import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The step of a walk that an error comes from: its line, as it is written there. */
export function stepOf({ stack = '' }) {
  const [, file, line] = /(file:\S+\/walks\/[\w-]+\.mjs):(\d+)/.exec(stack) ?? [];
  if (file === undefined) return '';
  const path = fileURLToPath(file);
  return ` [${basename(path)}:${line}: ${readFileSync(path, 'utf8').split('\n')[line - 1].trim()}]`;
}
