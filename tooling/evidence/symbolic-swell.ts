// Where derivatives swell: chainrule in turns with SymPy and math.js, as ratios; and what results may have grown to.
// See symbolic-peers/README.md for how to name the peers. Run with --record to keep the ratios.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Expr, exp, isChainruleError, postOrder, sin, tanh } from '@chainrule/core';
import { derivative, gradient, operations } from '@chainrule/symbolic';

const folder = 'tooling/evidence/symbolic-peers';
const variable = (name: string): Expr => Expr.variable(name);
const x = variable('x');
const nodes = (results: readonly Expr[]): number => new Set(results.flatMap((result) => postOrder(result))).size;

interface Case {
  readonly name: string;
  readonly run: () => readonly Expr[];
  /** What the results' size must be at most, and what it is. */
  readonly bound: (results: readonly Expr[]) => { readonly what: string; readonly size: number; readonly most: number };
  /** SymPy 1.11's time over the line drawn for us, both of one machine: what the ratio should reach. */
  readonly line: number;
}

function chain(): Expr {
  let f: Expr = x;
  for (let i = 0; i < 12; i++) f = sin.of(f).times(f).plus(x);
  return f;
}
function network(): { loss: Expr; weights: string[] } {
  let output = variable('c');
  const weights = ['c'];
  for (let j = 0; j < 20; j++) {
    let sum = variable(`b${j}`);
    weights.push(`b${j}`, `v${j}`);
    for (let i = 0; i < 8; i++) {
      weights.push(`w${j}_${i}`);
      sum = sum.plus(variable(`w${j}_${i}`).times(variable(`x${i}`)));
    }
    output = output.plus(variable(`v${j}`).times(tanh.of(sum)));
  }
  return { loss: output.minus(variable('t')).squared(), weights };
}
function monomials(): { sum: Expr; names: string[] } {
  let seed = 1;
  const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const names = Array.from({ length: 10 }, (_, i) => `z${i}`);
  const terms = Array.from({ length: 1000 }, () => {
    let term = Expr.number(1 + Math.floor(random() * 9));
    for (const name of names) {
      const n = Math.floor(random() * 4);
      if (n > 0) term = term.times(n === 1 ? variable(name) : variable(name).power(n));
    }
    return term;
  });
  return { sum: terms.reduce((a, b) => a.plus(b)), names };
}
const [f, { loss, weights }, { sum, names }] = [chain(), network(), monomials()];

const cases: readonly Case[] = [
  { name: 'chain', run: () => [derivative(f, 'x')], bound: (r) => ({ what: 'nodes', size: nodes(r), most: 120 }), line: 2726 / 10 },
  {
    name: 'network',
    run: () => gradient(loss, weights),
    bound: (r) => ({ what: 'operations', size: operations(r.reduce((a, b) => a.plus(b))).graph - 200, most: 5 * operations(loss).graph }),
    line: 1975 / 20,
  },
  {
    name: 'twentieth',
    run: () => [
      derivative(
        exp.of(sin.of(x)),
        Array.from({ length: 20 }, () => 'x'),
      ),
    ],
    bound: (r) => ({ what: 'nodes', size: nodes(r), most: 170 }),
    line: 3422 / 50,
  },
  {
    name: 'monomials',
    run: () => gradient(sum, names),
    bound: (r) => ({ what: 'operations', size: operations(r.reduce((a, b) => a.plus(b))).graph, most: 60_000 }),
    line: 2136 / 150,
  },
];

/** How long a peer may take for one case, in milliseconds. */
const patience = 40_000;

/** A peer that is asked one case after the other, and given up on where it takes too long. */
class Peer {
  private process: ChildProcessWithoutNullStreams;
  private lines: AsyncIterator<string>;
  readonly best = new Map<string, number | string>();

  constructor(
    readonly name: string,
    private readonly command: readonly string[],
  ) {
    [this.process, this.lines] = this.start();
  }
  private start(): [ChildProcessWithoutNullStreams, AsyncIterator<string>] {
    const started = spawn(this.command[0]!, this.command.slice(1));
    return [started, createInterface({ input: started.stdout })[Symbol.asyncIterator]()];
  }
  async version(): Promise<string> {
    return (JSON.parse((await this.lines.next()).value as string) as { version: string }).version;
  }
  async run(name: string): Promise<void> {
    if (typeof this.best.get(name) === 'string') return;
    this.process.stdin.write(`${name}\n`);
    const answer = await Promise.race([
      this.lines.next(),
      new Promise<undefined>((resolve) => setTimeout(resolve, patience, undefined).unref()),
    ]);
    if (answer === undefined || answer.done === true) {
      this.process.kill();
      this.best.set(name, `gave up after ${patience / 1000} s`);
      [this.process, this.lines] = this.start();
      await this.version();
      return;
    }
    const { milliseconds, failed } = JSON.parse(answer.value) as { milliseconds?: number; failed?: string };
    const before = this.best.get(name);
    this.best.set(
      name,
      milliseconds === undefined ? `failed: ${failed}` : Math.min(milliseconds, typeof before === 'number' ? before : Infinity),
    );
  }
  stop(): void {
    this.process.kill();
  }
}

let failed = false;
const short = process.argv.includes('--short');
const { SYMPY_PYTHON, MATHJS } = process.env;
const peers = short
  ? []
  : [
      ...(SYMPY_PYTHON ? [new Peer('SymPy', [SYMPY_PYTHON, `${folder}/swell.py`])] : []),
      ...(MATHJS ? [new Peer('math.js', [process.execPath, `${folder}/swell-mathjs.mjs`, MATHJS])] : []),
    ];
const versions: string[] = [];
for (const peer of peers) versions.push(await peer.version());

const ours = new Map<string, number>();
for (const { run } of cases) run(); // warm
const order = ['twentieth', 'monomials', 'network', 'chain'];
for (let round = 0; round < (short ? 2 : 5); round++)
  for (const name of order) {
    const { run, bound } = cases.find((one) => one.name === name)!;
    let results: readonly Expr[] = [];
    for (let repeat = 0; repeat < 5; repeat++) {
      const start = performance.now();
      results = run();
      ours.set(name, Math.min(performance.now() - start, ours.get(name) ?? Infinity));
    }
    if (round === 0) {
      const { what, size, most } = bound(results);
      console.log(`${name}: ${size} ${what}, at most ${most}${size <= most ? '' : ': TOO LARGE'}`);
      failed ||= size > most;
    }
    if (round < 3) for (const peer of peers) await peer.run(name);
  }
for (const peer of peers) peer.stop();

for (const [name, time] of ours) console.log(`${name}: ${time.toFixed(1)} ms`);
const recordedFile = `${folder}/recorded.json`;
if (peers.length > 0) {
  const ratios = Object.fromEntries(
    cases.map(({ name }) => [
      name,
      Object.fromEntries(
        peers.map((peer) => {
          const best = peer.best.get(name);
          return [peer.name, typeof best === 'number' ? Number((best / ours.get(name)!).toPrecision(3)) : (best ?? 'not run')];
        }),
      ),
    ]),
  );
  console.log(versions.join('; '));
  for (const { name, line } of cases) {
    const ratio = ratios[name]!['SymPy'];
    console.log(
      `${name}: ${ours.get(name)!.toFixed(1)} ms; times as fast as ${JSON.stringify(ratios[name])}; the line is ${line.toFixed(0)} times SymPy 1.11`,
    );
    if (typeof ratio === 'number' && ratio < 1) failed = true;
  }
  if (process.argv.includes('--record'))
    writeFileSync(
      recordedFile,
      `${JSON.stringify({ versions, node: process.versions.node, rounds: 'best of 25 for chainrule and of 3 for the peers, in turns', timesAsFast: ratios }, null, 2)}\n`,
    );
} else console.log(`recorded: ${readFileSync(recordedFile, 'utf8')}`);

// Hostile input: an answer or a typed refusal, each within a second on a machine of its own.
const deep = (wrap: (inner: Expr) => Expr): Expr => Array.from({ length: 10_000 }).reduce<Expr>(wrap, x);
const hostile: readonly (readonly [string, () => unknown])[] = [
  ['100,000 parentheses', () => derivative(`${'('.repeat(1e5)}x${')'.repeat(1e5)}`, 'x')],
  [
    '10,000 nested sines',
    () =>
      derivative(
        deep((inner) => sin.of(inner)),
        'x',
      ),
  ],
  [
    'Horner of degree 10,000',
    () =>
      derivative(
        deep((inner) => inner.times(x).plus(1)),
        'x',
      ),
  ],
  [
    'continued fraction 10,000 deep',
    () =>
      derivative(
        deep((inner) => Expr.number(1).over(inner.plus(1))),
        'x',
      ),
  ],
  ['9^9^9^9', () => derivative('9^9^9^9*x', 'x')],
  ['(x + 1)^100000', () => derivative('(x + 1)^100000', 'x')],
  ['a sum of 5000 terms', () => derivative(Array.from({ length: 5000 }, (_, i) => `sin(${i}*x)`).join('+'), 'x')],
];
for (const [name, ask] of hostile) {
  const start = performance.now();
  let answer = 'answered';
  try {
    ask();
  } catch (error) {
    answer = isChainruleError(error) ? `refused (${(error as unknown as { code: string }).code})` : `CRASHED: ${String(error)}`;
    failed ||= !isChainruleError(error);
  }
  const seconds = (performance.now() - start) / 1000;
  console.log(`${name}: ${answer} in ${seconds.toFixed(2)} s`);
}
process.exit(failed ? 1 : 0);
