// npm run site: installs and builds what is missing, and serves the site on this machine.
import { run, setUpIfNeeded } from './process.mjs';

setUpIfNeeded();
const build = run('turbo', ['run', 'build', '--filter=@chainrule/site', '--output-logs=errors-only', '--no-color']);
if (build !== 0) process.exit(build);
process.exit(run('pnpm', ['--silent', '--dir', 'apps/site', 'serve']));
