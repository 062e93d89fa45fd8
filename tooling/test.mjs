// npm test: installs when nothing is installed yet, then runs the tests; arguments go to vitest.
//   npm test -- packages/core        npm test -- --coverage
import { run, setUpIfNeeded } from './process.mjs';

setUpIfNeeded();
process.exit(run('vitest', ['run', ...process.argv.slice(2)]));
