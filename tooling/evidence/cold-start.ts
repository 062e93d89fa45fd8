// How long a fresh Node takes from its start to the first gradient, beyond what an empty program takes. Processor time, so that other
// work on the machine does not count; the wall clock beside it. Needs built packages.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const short = process.argv.includes('--short');
const folder = mkdtempSync(join(process.cwd(), 'tooling/checks/.generated/cold-'));
const programs = {
  bare: '',
  gradient:
    "import { grad, tensor } from '@chainrule/tensor';\nif (grad((x) => x.mul(x).sum())(tensor([1, 2])).dataSync()[0] !== 2) process.exit(1);",
  derivative: "import { derivative, toText } from '@chainrule/symbolic';\nif (toText(derivative('x^2', 'x')) !== '2x') process.exit(1);",
};
const report =
  '\nconst { user, system } = process.cpuUsage();\nconsole.log(JSON.stringify({ cpu: (user + system) / 1000, wall: performance.now() }));\n';
const names = Object.keys(programs) as (keyof typeof programs)[];
for (const name of names) writeFileSync(join(folder, `${name}.mjs`), programs[name] + report);

const best: Record<string, { cpu: number; wall: number }> = {};
for (let round = 0; round < (short ? 8 : 30); round++)
  for (const name of names) {
    const { cpu, wall } = JSON.parse(execFileSync(process.execPath, [join(folder, `${name}.mjs`)], { encoding: 'utf8' })) as {
      cpu: number;
      wall: number;
    };
    const known = (best[name] ??= { cpu, wall });
    best[name] = { cpu: Math.min(known.cpu, cpu), wall: Math.min(known.wall, wall) };
  }
let failed = 0;
for (const [name, bound] of [
  ['gradient', 40],
  ['derivative', 40],
] as const) {
  const cpu = best[name]!.cpu - best['bare']!.cpu;
  const wall = best[name]!.wall - best['bare']!.wall;
  if (cpu > bound && !short) failed++;
  console.log(
    `first ${name}: ${cpu.toFixed(1)} ms of processor time over bare Node (at most ${bound}) ${cpu <= bound ? 'ok' : 'MISSED'}; ${wall.toFixed(1)} ms on the clock`,
  );
}
process.exitCode = failed === 0 ? 0 : 1;
