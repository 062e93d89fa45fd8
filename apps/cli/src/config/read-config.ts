import { ChainruleError } from '@chainrule/core';
import { bytesOf } from '../output/read-file.js';
import type { ListedPlugin } from '../plugins/project.js';
import { problemOf } from './part.js';
import { trainingForm, type Training } from './training.js';

const most = { bytes: 1e7, depth: 100, problems: 5 };

/** A config file as plain data: TOML where it is called so, else JSON. Throws `input` where it is neither. */
export async function readConfig(path: string): Promise<unknown> {
  const bytes = await bytesOf(path, { operation: 'config', most: most.bytes, hint: 'give the path of a .json or .toml file' });
  const refuse = (problem: string, cause?: unknown): never => {
    throw new ChainruleError('input', `${path} ${problem}`, { operation: 'config', cause });
  };
  let content: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    content = path.endsWith('.toml') ? (await import('smol-toml')).parse(text) : JSON.parse(text);
  } catch (cause) {
    return refuse(`is not ${path.endsWith('.toml') ? 'TOML' : 'JSON'}: ${(cause as Error).message.split('\n')[0]!}`, cause);
  }
  return deeperThan(content, most.depth) ? refuse(`is nested more than ${most.depth} deep`) : content;
}

/** What a config says, checked, and its parts made. Throws `input` with the path to every field that is wrong. */
export function trainingOf(content: unknown, path: string, plugins: readonly ListedPlugin[]): Training {
  const read = trainingForm(plugins).safeParse(content, { error: problemOf });
  if (read.success) return read.data;
  // What is unknown at the top explains what is missing there.
  const issues = [...read.error.issues].sort((a, b) => Number(a.path.length > 0) - Number(b.path.length > 0));
  const lines = issues.slice(0, most.problems).map(({ path: at, message }) => `${placeText(at)}${at.length === 0 ? '' : ' '}${message}`);
  const rest = issues.length - lines.length;
  throw new ChainruleError('input', `${path}: ${lines.join(`\n  `)}${rest > 0 ? `\n  and ${rest} more` : ''}`, {
    operation: 'config',
    hint: 'what a config may say: docs/training-files.md',
  });
}

/** A path as one writes it: `model[2].inputs`. */
export const placeText = (path: readonly PropertyKey[]): string =>
  path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${String(part)}`)).join('');

/** Level by level: what is nested a hundred thousand deep must not become a hundred thousand calls. */
function deeperThan(content: unknown, depth: number): boolean {
  let level: unknown[] = [content];
  for (let i = 0; i <= depth; i++) {
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? (Object.values(each) as unknown[]) : []));
    if (level.length === 0) return false;
  }
  return true;
}
