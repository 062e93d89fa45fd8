// Extracts every example of the documentation, type-checks it, runs it, and compares the values it promises.
//   node tooling/checks/examples/index.mjs [root] [--built] [--only=packages/core]
// With --built the examples use the packages' dist folders, as an installed copy would; otherwise their sources.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { report, rootArgument } from '../lib/report.mjs';
import { extractExamples } from './extract.mjs';
import { instrument } from './instrument.mjs';
import { runSessions } from './sessions.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const repository = resolve(here, '../../..');
const root = resolve(rootArgument());
const built = process.argv.includes('--built');
// Generated files lie inside tooling/checks, whose package.json depends on every package.
const folder = join(root, 'tooling/checks/.generated/examples');
const conditions = built ? [] : ['@chainrule/source'];

function write(examples) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'code'), { recursive: true });
  mkdirSync(join(folder, 'run'), { recursive: true });
  const problems = [];
  const files = examples.map((example, i) => {
    const name = `${example.file.replaceAll(/[^\w]+/g, '-')}-${example.line}-${i}.ts`;
    const { code, assertions, problems: found } = instrument(example);
    problems.push(...found);
    writeFileSync(join(folder, 'code', name), `${example.code}\nexport {};\n`);
    writeFileSync(join(folder, 'run', name), `${code}\nexport {};\n`);
    return { ...example, name, assertions };
  });
  const extended = relative(folder, join(repository, 'tooling/typescript/base.json')).replaceAll('\\', '/');
  const compilerOptions = { types: ['node'], customConditions: conditions, noUncheckedIndexedAccess: false };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: extended, compilerOptions, include: ['code'] }));
  return { files, problems };
}

/** The compiler's messages, at the places the examples come from. */
function typeErrors(files) {
  if (files.length === 0) return [];
  const compiler = join(repository, 'node_modules/typescript7/bin/tsc');
  const { stdout, stderr, status } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
    encoding: 'utf8',
    cwd: folder,
  });
  if (status === 0) return [];
  // A message goes on in indented lines. Those about the packages' own sources are the type check's to report.
  const messages = `${stdout}${stderr}`.trim().split(/\n(?! )/);
  const about = messages.filter((text) => text.startsWith('code/') || !/^\S+\(\d+,\d+\)/.test(text));
  return about.map((text) => {
    const match = /^code\/(.+?)\((\d+),(\d+)\): (.*)$/s.exec(text);
    const from = match && files.find((file) => file.name === match[1]);
    return from ? `${from.file}:${from.line + Number(match[2]) - 1}:${match[3]}: ${match[4]}` : text;
  });
}

const runner = (names) => `
import { counts, failures } from ${JSON.stringify(pathToFileURL(join(here, 'check.mjs')).href)};
const examples = ${JSON.stringify(names)};
let ran = 0;
for (const { name, at } of examples) {
  try { await import('./' + name); ran++; }
  catch (error) { failures.push(at + ': ' + (error?.message ?? error)); }
  globalThis.__check.forget();
}
process.stdout.write('\\n' + JSON.stringify({ ran, assertions: counts.assertions, failures }) + '\\n');
process.exit(0);
`;

const bundle = (files, outdir) =>
  build({
    entryPoints: files.map((file) => join(folder, 'run', file.name)),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions,
    logLevel: 'silent',
  });

/** Bundles the examples; those that do not bundle are told of and left out. */
async function bundled(files, outdir) {
  try {
    await bundle(files, outdir);
    return { files, failures: [] };
  } catch (error) {
    const broken = new Set(error.errors.map(({ location }) => location?.file.split('/').at(-1)));
    const rest = files.filter((file) => !broken.has(file.name));
    const failures = error.errors.map(({ text, location }) => {
      const from = files.find((file) => file.name === location?.file.split('/').at(-1));
      return from ? `${from.file}:${from.line + location.line - 1}: ${text}` : `${location?.file}:${location?.line}: ${text}`;
    });
    if (rest.length === files.length || rest.length === 0) return { files: [], failures };
    const again = await bundled(rest, outdir);
    return { files: again.files, failures: [...failures, ...again.failures] };
  }
}

async function run(all) {
  const outdir = join(folder, 'out');
  const runnable = all.filter((file) => file.run);
  if (runnable.length === 0) return { ran: 0, assertions: 0, failures: [] };
  const { files, failures } = await bundled(runnable, outdir);
  if (files.length === 0) return { ran: 0, assertions: 0, failures };
  writeFileSync(
    join(outdir, 'all.mjs'),
    runner(files.map((file) => ({ name: file.name.replace(/\.ts$/, '.mjs'), at: `${file.file}:${file.line}` }))),
  );
  const { stdout, stderr } = spawnSync(process.execPath, [join(outdir, 'all.mjs')], {
    encoding: 'utf8',
    timeout: 300_000,
    cwd: outdir,
    maxBuffer: 1 << 28,
  });
  try {
    const result = JSON.parse(stdout.trim().split('\n').at(-1));
    return { ...result, failures: [...failures, ...result.failures] };
  } catch {
    return { ran: 0, assertions: 0, failures: [...failures, `the examples did not finish: ${stderr || stdout.slice(-2000)}`] };
  }
}

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length) ?? '';
const found = extractExamples(root);
const examples = found.examples.filter(({ file }) => file.startsWith(only));
const problems = found.problems.filter((problem) => problem.startsWith(only));
const { files, problems: written } = write(examples);
const types = typeErrors(files);
const result = await run(files);
const sessions = built && only === '' ? runSessions(root) : { commands: 0, problems: [] };
const silent = files.filter((file) => file.run && file.assertions === 0).length;
const what = [
  `${result.ran} of ${examples.length} examples ran${built ? ' on the built packages' : ''}`,
  `${result.assertions} values compared`,
  `${silent} examples compare nothing`,
  `${sessions.commands} commands of the manual run`,
].join(', ');
report('examples', [...problems, ...written, ...types, ...result.failures, ...sessions.problems], what);
