// Our speed beside the peers': every case in turn by everyone, several rounds, each in a process of its own; then ratios.
//   npm start                       all cases, two rounds
//   CASES=c,d ROUNDS=3 npm start    some cases, more rounds
//   PYTHON=path/to/python           with PyTorch and JAX, where that Python has them
//   NODE=path/to/node               another Node than this one
//   npm start -- --write            writes RESULTS.md
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { build } from 'esbuild';

process.chdir(import.meta.dirname);
await build({ entryPoints: ['entry.ts'], bundle: true, format: 'esm', conditions: ['@chainrule/source'], outfile: '.cache/ours.mjs', logLevel: 'error' });

const node = process.env.NODE ?? process.execPath;
const python = process.env.PYTHON ?? 'python3';
const rounds = Number(process.env.ROUNDS ?? 2);
const cases = (process.env.CASES ?? 'a,b,c,d,e,f,g').split(',');
const has = (module) => spawnSync(python, ['-c', `import ${module}`]).status === 0;
const peers = [
  ['chainrule', node, ['run-ours.mjs']],
  ['jax-js', node, ['run-jax-js.mjs']],
  ['tfjs-wasm', node, ['run-tfjs.mjs']],
  ...(has('torch') ? [['PyTorch', python, ['torch_bench.py']]] : []),
  ...(has('jax') ? [['JAX', python, ['jax_bench.py']]] : []),
];

/** The line of a table that a peer's case belongs to; undefined for variants that are not compared. */
function lineOf({ peer, case: name }) {
  // Where a peer has no gather under jit or on its backend, its one-hot variant stands in.
  if (/eager|vectorize|loop/.test(name)) return undefined;
  if (peer.startsWith('chainrule') && /calls$/.test(name) && name.startsWith('e')) return undefined;
  return name.replace(/\.jit-all|\.jit$|\.gather|\.onehot/g, '').replace('.elementwise.jit', '.elementwise');
}

const best = new Map();
const checks = new Map();
for (let round = 0; round < rounds; round++)
  for (const one of cases)
    for (const [peer, command, args] of peers) {
      if (peer === 'tfjs-wasm' && one === 'e') continue;
      const { stdout } = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, CASES: one, THREADS: '1', OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' }, timeout: 300_000 });
      for (const text of (stdout ?? '').split('\n').filter((line) => line.startsWith('{'))) {
        const found = JSON.parse(text);
        if (found.error) console.error(peer, found.case, found.error.slice(0, 120));
        const line = found.ms_per_iter === undefined || found.case === 'import_ms' ? undefined : lineOf({ ...found, peer });
        if (line === undefined) continue;
        const key = `${peer}|${line}`;
        const before = best.get(key);
        best.set(key, { median: Math.min(before?.median ?? Infinity, found.ms_per_iter), least: Math.min(before?.least ?? Infinity, found.min_ms), first: Math.min(before?.first ?? Infinity, found.first_ms ?? Infinity) });
        if (found.chk !== undefined) checks.set(key, found.chk);
      }
    }

const lines = [...new Set([...best.keys()].map((key) => key.split('|')[1]))].sort();
const time = (ms) => (ms === undefined ? '–' : ms < 0.1 ? `${(ms * 1e3).toPrecision(3)} µs` : `${ms.toPrecision(3)} ms`);
const partner = (line) => line.replace(/\.(calls|donated|loop|resident)$/, '');
const rows = lines
  .filter((line) => best.has(`chainrule|${line}`))
  .map((line) => {
    const ours = best.get(`chainrule|${line}`).least;
    const check = checks.get(`chainrule|${line}`);
    const others = peers.slice(1).map(([peer]) => {
      const key = `${peer}|${partner(line)}`;
      const theirs = best.get(key)?.least;
      const agrees = !checks.has(key) || Math.abs(checks.get(key) - check) <= 1e-3 * Math.max(1e-3, Math.abs(check));
      return theirs === undefined ? '–' : `${time(theirs)} (${(theirs / ours).toPrecision(2)}×${agrees ? '' : ', another result'})`;
    });
    return `| ${line} | ${time(ours)} | ${others.join(' | ')} |`;
  });
const table = [`| case | chainrule | ${peers.slice(1).map(([peer]) => peer).join(' | ')} |`, `| --- | --- | ${peers.slice(1).map(() => '---').join(' | ')} |`, ...rows].join('\n');
console.log(table);
if (process.argv.includes('--write')) {
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
  writeFileSync(
    'RESULTS.md',
    `# Our speed beside the peers'\n\nMade by \`npm start -- --write\` on ${new Date().toISOString().slice(0, 10)}: ${cpus()[0].model.trim().replace(/\s+/g, ' ')}, ${cpus().length} cores, Node ${version.slice(1)}, one thread each.\n` +
      `The least time of ${rounds} interleaved rounds; in brackets how many times as long as ours. The machine was shared with other work: read the ratios, not the times.\n\n${table}\n`,
  );
}
