// A process that runs test files against a source of which one piece is replaced; the file itself stays as it is. Its parent may kill it.
import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { createVitest } from 'vitest/node';
import { root } from '../../process.mjs';
import { mutated } from './mutants-of.mjs';

setPriority(10);
let mutant;
const pathOf = ({ file }) => join(root, file);
const plugin = {
  name: 'mutant',
  enforce: 'pre',
  load: (id) => (mutant && id.split('?')[0] === pathOf(mutant) ? mutated(readFileSync(pathOf(mutant), 'utf8'), mutant) : undefined),
};
const silent = { onInit() {} };
const options = { root, watch: false, bail: 1, reporters: [silent], isolate: true, pool: 'threads', maxWorkers: 1, silent: true };
const vitest = await createVitest('test', options, { plugins: [plugin], logLevel: 'silent' });

const specifications = new Map();
async function specificationsOf(filters) {
  const key = filters.join(' ');
  if (!specifications.has(key)) specifications.set(key, await vitest.globTestSpecifications(filters));
  return specifications.get(key);
}

/** What failed first: a test, a file that cannot be loaded, or something thrown past all tests; undefined where all passed. */
function failureIn({ testModules, unhandledErrors }) {
  for (const module of testModules) {
    for (const test of module.children.allTests('failed')) return test.fullName;
    if (!module.ok()) return module.relativeModuleId;
  }
  return unhandledErrors.length > 0 ? String(unhandledErrors[0].message) : undefined;
}

process.on('message', async ({ filters, mutant: next }) => {
  for (const changed of [mutant, next]) if (changed) vitest.invalidateFile(pathOf(changed));
  mutant = next;
  const specifications = await specificationsOf(filters);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  // On a busy machine a worker may not come up in time. That says nothing about the mutant: the parent asks again.
  if (unhandledErrors.some(({ message }) => /vitest-pool|vitest-worker/.test(String(message)))) process.exit(1);
  // Vitest remembers what failed in other files before.
  const asked = new Set(specifications.map(({ moduleId }) => moduleId));
  const by = failureIn({ testModules: testModules.filter(({ moduleId }) => asked.has(moduleId)), unhandledErrors });
  process.send({ verdict: by === undefined ? 'passed' : 'failed', by });
});
process.send('ready');
