// Our speed beside the peers': every case in turn by everyone, several rounds, each in a process of its own; then ratios.
//   npm start                       all cases, two rounds
//   CASES=c,d ROUNDS=3 npm start    some cases, more rounds
//   PYTHON=path/to/python           with PyTorch and JAX, where that Python has them
//   PEERS=chainrule,JAX             only some, beside what is known of the others
//   WITH_NODE=path/to/node          another Node than this one
//   npm start -- --write            writes RESULTS.md, from the cases run now and those run before
//   CASES= npm start -- --write     only writes it
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { build } from 'esbuild';

process.chdir(import.meta.dirname);
await build({ entryPoints: ['entry.ts'], bundle: true, format: 'esm', conditions: ['@chainrule/source'], outfile: '.cache/ours.mjs', logLevel: 'error' });

// Not NODE: npm sets that itself.
const node = process.env.WITH_NODE ?? process.execPath;
const python = process.env.PYTHON ?? 'python3';
const rounds = Number(process.env.ROUNDS ?? 2);
const cases = (process.env.CASES ?? 'a,b,c,d,e,f,g').split(',').filter((name) => name !== '');
const has = (module) => spawnSync(python, ['-c', `import ${module}`]).status === 0;
const peers = [
  ['chainrule', node, ['run-ours.mjs']],
  ['chainrule relaxed', node, ['run-ours.mjs'], { RELAXED: '1' }],
  ['jax-js', node, ['run-jax-js.mjs']],
  ['tfjs-wasm', node, ['run-tfjs.mjs']],
  ...(has('torch') ? [['PyTorch', python, ['torch_bench.py']]] : []),
  ...(has('jax') ? [['JAX', python, ['jax_bench.py']]] : []),
];

const chosen = process.env.PEERS?.split(',') ?? peers.map(([peer]) => peer);

/** The line of a table that a peer's case belongs to; undefined for variants that are not compared. */
function lineOf({ peer, case: name }) {
  // Where a peer has no gather under jit or on its backend, its one-hot variant stands in.
  if (/eager|vectorize|loop/.test(name)) return undefined;
  if (peer.startsWith('chainrule') && /calls$/.test(name) && name.startsWith('e')) return undefined;
  return name.replace(/\.jit-all|\.jit$|\.gather|\.onehot/g, '').replace('.elementwise.jit', '.elementwise');
}

/** Everyone's times of one case: from peer and line to the least time and the median of an iteration, the first call's, a result to compare. */
function measure(one) {
  const found = {};
  for (let round = 0; round < rounds; round++)
    for (const [peer, command, args, settings] of peers) {
      if ((peer === 'tfjs-wasm' && one === 'e') || !chosen.includes(peer)) continue;
      const { stdout } = spawnSync(command, args, {
        encoding: 'utf8',
        env: { ...process.env, CASES: one, THREADS: '1', OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', ...settings },
        timeout: 300_000,
      });
      for (const text of (stdout ?? '').split('\n').filter((line) => line.startsWith('{'))) {
        const { error, case: name, ms_per_iter, min_ms, first_ms, compile_ms, warm_ms, chk, memory_mb, live_mb } = JSON.parse(text);
        if (error) console.error(peer, name, error.slice(0, 120));
        const line = ms_per_iter === undefined || name === 'import_ms' ? undefined : lineOf({ case: name, peer });
        if (line === undefined) continue;
        const key = `${peer}|${line}`;
        const before = found[key];
        const least = (a, b) => Math.min(a ?? Infinity, b ?? Infinity);
        found[key] = {
          least: least(before?.least, min_ms),
          median: least(before?.median, ms_per_iter),
          ...(first_ms && { first: least(before?.first, first_ms) }),
          ...(compile_ms && { compile: least(before?.compile, compile_ms), warm: least(before?.warm, warm_ms) }),
          ...(chk !== undefined && { chk }),
          ...(memory_mb && { memory_mb, live_mb }),
        };
      }
    }
  return found;
}

const today = new Date().toISOString().slice(0, 10);
const parts = '.cache/parts';
mkdirSync(parts, { recursive: true });
for (const one of cases) {
  const file = `${parts}/${one}.json`;
  const before = process.env.PEERS && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).found : {};
  writeFileSync(file, JSON.stringify({ date: today, rounds, found: { ...before, ...measure(one) } }, null, 1));
}
const shown = process.argv.includes('--write') ? readdirSync(parts).map((name) => name.replace('.json', '')) : cases;
const runs = shown.sort().map((one) => JSON.parse(readFileSync(`${parts}/${one}.json`, 'utf8')));
const best = new Map(runs.flatMap(({ found }) => Object.entries(found)));

const lines = [...new Set([...best.keys()].map((key) => key.split('|')[1]))].sort();
const time = (ms) => (ms < 0.1 ? `${(ms * 1e3).toPrecision(3)} µs` : `${ms.toPrecision(3)} ms`);
/** The peers' line for a way in which only we run a case. */
const partner = (line) => line.replace(/\.(calls|donated|loop|resident)$/, '');
const others = peers.filter(([peer]) => !peer.startsWith('chainrule')).map(([peer]) => peer);
const cell = (line, peer, ours) => {
  const theirs = best.get(`${peer}|${partner(line)}`);
  if (theirs === undefined) return '–';
  const agrees = theirs.chk === undefined || Math.abs(theirs.chk - ours.chk) <= 1e-3 * Math.max(1e-3, Math.abs(ours.chk));
  return `${time(theirs.least)} (${(theirs.least / ours.least).toPrecision(2)}×${agrees ? '' : ', another result'})`;
};
const rows = lines.flatMap((line) =>
  ['', ' relaxed'].flatMap((kind) => {
    const ours = best.get(`chainrule${kind}|${line}`);
    return ours ? [`| ${line}${kind && '.relaxed'} | ${time(ours.least)} | ${others.map((peer) => cell(line, peer, ours)).join(' | ')} |`] : [];
  }),
);
const table = [`| case | chainrule | ${others.join(' | ')} |`, `| --- | --- | ${others.map(() => '---').join(' | ')} |`, ...rows].join('\n');
const mlp = best.get('chainrule|d.mlp');
const also =
  mlp === undefined
    ? ''
    : `\n\nThe first call of d, which traces, differentiates, compiles and runs it: ${mlp.first.toPrecision(3)} ms, of which ` +
      `${mlp.compile.toPrecision(3)} ms to compile; compiled again, its code warm, ${mlp.warm.toPrecision(3)} ms. ` +
      `Memory of d: ${mlp.memory_mb.toPrecision(3)} MB of linear memory in all; its state, data and gradients are ${mlp.live_mb.toPrecision(3)} MB.`;
console.log(table + also);
if (process.argv.includes('--write')) {
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim().slice(1);
  const dates = [...new Set(runs.map(({ date }) => date))].join(', ');
  const most = Math.max(...runs.map((run) => run.rounds));
  const machine = `${cpus()[0].model.trim().replace(/\s+/g, ' ')}, ${cpus().length} cores, Node ${version}, one thread each`;
  // What is written below the line stays.
  const notes = readFileSync('RESULTS.md', 'utf8').split('\n---\n')[1] ?? '';
  writeFileSync(
    'RESULTS.md',
    `# Our speed beside the peers'\n\nMade by \`npm start -- --write\` on ${dates}: ${machine}.\n` +
      `The least time of up to ${most} rounds, in which a case was run by all one after the other; in brackets how many times as long as ours.\n` +
      `\`relaxed\` is with fused multiply-add. The machine was shared with other work: read the ratios, not the times.\n\n${table}${also}\n\n---\n${notes}`,
  );
}
