// Runs what toCode writes: JavaScript by node, Python by python3, C by the C compiler, against `evaluate`, for every formula of the
// reference cases and every function of the table. A language that is not installed is left out, and said so.
import { elementwise, evaluate, Expr, isChainruleError, variablesOf } from '@chainrule/core';
import { parse, toCode, toText, type CodeLanguage } from '@chainrule/symbolic';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Case {
  readonly expr: string;
  readonly points: readonly Record<string, string>[];
}
interface Job {
  readonly expr: Expr;
  readonly names: readonly string[];
  readonly points: readonly Record<string, number>[];
}

const root = process.cwd();
const reference = readFileSync(join(root, 'tooling/reference/symbolic/derivatives.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);
const jobs: Job[] = reference.map(({ expr, points }) => ({
  expr: parse(expr),
  names: variablesOf(parse(expr)),
  points: points.map((point) => Object.fromEntries(Object.entries(point).map(([name, value]) => [name, Number(value)]))),
}));
for (const fn of Object.values(elementwise)) {
  const expr = fn.of(...['x', 'y', 'z'].slice(0, fn.arity).map((name) => Expr.variable(name)));
  const points = [0.4, 2.5, -1.25, 3].map((x) => ({
    x: /^(polygamma|besselj|zetaderivative|sincderivative)$/.test(fn.name) ? Math.ceil(Math.abs(x)) : x,
    y: 1.5,
    z: 2,
  }));
  jobs.push({ expr, names: variablesOf(expr), points });
}
// A chain in which every part is shared, and one that is deep.
let [shared, deep] = [Expr.variable('x'), Expr.variable('x')];
for (let i = 0; i < 12; i++) shared = elementwise.sin.of(shared).times(shared).plus(Expr.variable('x'));
for (let i = 0; i < 3000; i++) deep = elementwise.cos.of(deep).plus(0.5);
for (const expr of [shared, deep]) jobs.push({ expr, names: ['x'], points: [{ x: 0.3 }, { x: -1.1 }] });

const folder = mkdtempSync(join(tmpdir(), 'symbolic-code-'));
// Inside the repository, where `@chainrule/core` can be found.
const inside = join(root, 'tooling/checks/.generated/symbolic-code');
mkdirSync(inside, { recursive: true });
const near = (a: number, b: number): boolean => Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-11 * Math.max(Math.abs(a), Math.abs(b));

interface Language {
  readonly command: string;
  run(codes: readonly { code: string; job: Job }[]): (number | null)[][] | Promise<(number | null)[][]>;
}
const output = (command: string, args: readonly string[]): (number | null)[][] => {
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${command} failed: ${stderr.slice(0, 2000)}`);
  const values: Record<string, number> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map((word) => (word === 'error' ? null : (values[word.replace('-nan', 'nan')] ?? Number(word)))));
};
const numbers = (job: Job, write: (x: number) => string): string[] =>
  job.points.map((point) => job.names.map((name) => write(point[name]!)).join(', '));

const languages: Record<CodeLanguage, Language> = {
  javascript: {
    command: process.execPath,
    async run(codes) {
      codes.forEach(({ code }, i) => {
        writeFileSync(join(inside, `${i}.mjs`), code);
      });
      const imports = codes.map((_, i) => `import { f as f${i} } from './${i}.mjs';`);
      const calls = codes.map(
        ({ job }, i) =>
          `console.log([${numbers(job, String)
            .map((point) => `f${i}(${point})`)
            .join(', ')}].join(' '));`,
      );
      const file = join(inside, 'all.mjs');
      writeFileSync(file, [...imports, ...calls].join('\n'));
      const { build } = (await import(pathToFileURL(join(root, 'tooling/checks/lib/esbuild.mjs')).href)) as {
        build(entry: string, outfile: string): Promise<unknown>;
      };
      await build(file, join(inside, 'bundle.mjs'));
      return output(process.execPath, [join(inside, 'bundle.mjs')]);
    },
  },
  python: {
    command: 'python3',
    run(codes) {
      const body = codes.map(
        ({ code, job }) =>
          `${code}\ndef attempt(*point):\n    try:\n        return repr(float(f(*point)))\n    except (ValueError, OverflowError, ZeroDivisionError, ImportError):\n        return 'error'\nprint(' '.join([${numbers(
            job,
            (x) => `float(${x})`,
          )
            .map((point) => `attempt(${point})`)
            .join(', ')}]))`,
      );
      const file = join(folder, 'code.py');
      writeFileSync(file, body.map((part) => (part.includes('scipy') && !hasScipy ? "print('error')" : part)).join('\n'));
      return output('python3', [file]);
    },
  },
  c: {
    command: 'gcc',
    run(codes) {
      const functions = codes.map(({ code }, i) =>
        code.replace('#define _USE_MATH_DEFINES\n#include <math.h>\n', '').replace('double f(', `static double f${i}(`),
      );
      const calls = codes.map(
        ({ job }, i) =>
          `${numbers(job, (x) => `(double)${x}`)
            .map((point) => `printf("%.17g ", f${i}(${point}));`)
            .join(' ')} printf("\\n");`,
      );
      const file = join(folder, 'code.c');
      writeFileSync(
        file,
        ['#define _GNU_SOURCE', '#include <math.h>', '#include <stdio.h>', ...functions, 'int main(void) {', ...calls, 'return 0; }'].join(
          '\n',
        ),
      );
      const built = spawnSync('gcc', ['-std=c99', '-O1', '-ffp-contract=off', '-o', join(folder, 'code'), file, '-lm'], {
        encoding: 'utf8',
      });
      if (built.status !== 0) throw new Error(built.stderr.slice(0, 3000));
      return output(join(folder, 'code'), []);
    },
  },
};
const installed = (command: string): boolean => spawnSync(command, ['--version']).status === 0;
const hasScipy = spawnSync('python3', ['-c', 'import scipy']).status === 0;

let failed = 0;
for (const [language, { command, run }] of Object.entries(languages) as [CodeLanguage, Language][]) {
  if (!installed(command)) {
    console.log(`${language}: not checked, ${command} is not installed`);
    continue;
  }
  const codes: { code: string; job: Job }[] = [];
  let unsupported = 0;
  for (const job of jobs) {
    try {
      codes.push({ code: toCode(job.expr, language), job });
    } catch (error) {
      if (!isChainruleError(error) || error.code !== 'unsupported') throw error;
      unsupported++;
    }
  }
  const rows = await run(codes);
  let [checked, skipped] = [0, 0];
  codes.forEach(({ job, code }, i) =>
    job.points.forEach((point, k) => {
      const value = evaluate(job.expr, point);
      const got = rows[i]?.[k];
      // Python raises an error where the others give NaN or infinity.
      if (got === null || got === undefined || (language === 'python' && !Number.isFinite(value))) return skipped++;
      checked++;
      if (near(value, got)) return;
      failed++;
      console.log(
        `${language}: ${toText(job.expr).slice(0, 80)} at ${JSON.stringify(point)}: ${got} instead of ${value}\n${code.slice(0, 400)}`,
      );
    }),
  );
  console.log(
    `${language}: ${checked} values agree with evaluate${failed ? ` but ${failed}` : ''}; ${skipped} without a number, ${unsupported} formulas refused`,
  );
}
process.exit(failed === 0 ? 0 : 1);
