// Mutants of the tables and rules, and whether the tests notice: one piece of the source is replaced, and a test must fail.
//   npm run evidence -- mutations                               all of them
//   npm run evidence -- mutations --short                       a fixed few, as CI does
//   node tooling/evidence/mutations.mjs --group=losses --jobs=1
// Which mutants are drawn depends on their text alone. One that runs for ever counts as caught, and is named; one whose process ends does not.
import { equalOnes } from './mutations/equal-ones.mjs';
import { groups } from './mutations/groups.mjs';
import { judge } from './mutations/judge.mjs';
import { sample } from './mutations/sample.mjs';

const option = (name, otherwise) => process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise;
const short = process.argv.includes('--short');
const jobs = Number(option('jobs', 2));
const enough = 0.95;

const changesNothing = ({ file, code, marked, from, to }) =>
  equalOnes.some(
    (one) => file.endsWith(one.file) && [code, marked].some((text) => text.includes(one.line)) && one.from === from && one.to === to,
  );

/** Tests must pass without a mutant; how long that takes tells how long is for ever. */
async function limitOf(filters, by) {
  const start = performance.now();
  const { verdict, by: failure } = await by.run(filters, undefined, 600);
  if (verdict !== 'passed') throw new Error(`${filters.join(', ')}: these tests fail without a mutant: ${failure ?? verdict}`);
  return 30 + (5 * (performance.now() - start)) / 1000;
}
const stageOf = (filters) => {
  let limit;
  return async (mutant, by) => (await by.run(filters, mutant, await (limit ??= limitOf(filters, by)))).verdict;
};

async function judged(group) {
  const { possible, drawn } = sample(group, short ? group.short : group.mutants);
  const stages = (short ? group.tests.slice(0, 1) : group.tests).map(stageOf);
  const queue = drawn.filter((mutant) => !changesNothing(mutant));
  const made = queue.length;
  const [survivors, endless] = [[], []];
  const work = async () => {
    const by = judge();
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      let verdict = 'passed';
      for (const stage of stages) if (!['failed', 'late'].includes(verdict)) verdict = await stage(mutant, by);
      if (verdict === 'late') endless.push(mutant);
      else if (verdict !== 'failed') survivors.push(mutant);
    }
    by.end();
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return { name: group.name, possible, equal: drawn.length - made, made, survivors, endless };
}

const total = { made: 0, caught: 0 };
for (const group of groups.filter(({ name, short: few }) => name.includes(option('group', '')) && (!short || few))) {
  const { name, possible, equal, made, survivors, endless } = await judged(group);
  total.made += made;
  total.caught += made - survivors.length;
  console.log(`${name.padEnd(22)} ${made - survivors.length} of ${made} caught; ${equal} more change nothing; ${possible} possible`);
  const tell =
    (what) =>
    ({ file, line, code, from, to }) =>
      console.log(`  ${what}: ${file}:${line}: ${from} → ${to}\n    ${code}`);
  survivors.forEach(tell('survived'));
  endless.forEach(tell('ran for ever'));
}
const share = total.caught / total.made;
console.log(`mutations: ${total.caught} of ${total.made} caught, ${(100 * share).toFixed(1)} %; at least ${100 * enough} % are asked for`);
process.exitCode = share >= enough ? 0 : 1;
