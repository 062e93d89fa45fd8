
import { counts, failures } from "file:///work/main/tooling/checks/examples/check.mjs";
const examples = [{"name":"README-md-15-0.mjs","at":"README.md:15"}];
let ran = 0;
for (const { name, at } of examples) {
  try { await import('./' + name); ran++; }
  catch (error) { failures.push(at + ': ' + (error?.message ?? error)); }
  globalThis.__check.forget();
}
process.stdout.write('\n' + JSON.stringify({ ran, assertions: counts.assertions, failures }) + '\n');
process.exit(0);
