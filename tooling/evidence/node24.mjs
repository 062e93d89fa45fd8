// Every test on Node 24. The short form is the check's step of that name: the tests of what an engine can do differently.
import { run } from '../process.mjs';

if (process.argv.includes('--short')) console.log('the step node24 of npm run check is the short form');
else process.exit(run(process.execPath, ['tooling/checks/second-node.mjs']));
