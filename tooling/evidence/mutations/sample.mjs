// Draws the mutants of a group. The order is that of a hash of each mutant's text, so the same code gets the same, wherever it stands.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../process.mjs';
import { mutantsOf } from './mutants-of.mjs';

const orderOf = ({ file, code, what, column, from, to }) =>
  createHash('sha256').update([file, code, what, column, from, to].join('\n')).digest('hex');

export function sample({ folders, except }, count) {
  const files = folders.flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`));
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !except?.test(file));
  const mutants = sources.flatMap((file) => mutantsOf(file, readFileSync(join(root, file), 'utf8')));
  const ordered = mutants.map((mutant) => ({ ...mutant, order: orderOf(mutant) })).sort((a, b) => (a.order < b.order ? -1 : 1));
  return { possible: mutants.length, drawn: ordered.slice(0, count) };
}
