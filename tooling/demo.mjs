// npm run demo: installs, builds the command line program and what it needs, and fits two models: the line of the textbooks, then real data.
import { run, setUp } from './process.mjs';

setUp();
console.log('Building …');
const build = run('turbo', ['run', 'build', '--filter=chainrule', '--output-logs=errors-only', '--no-color']);
if (build !== 0) process.exit(build);
for (const words of ['fit --report report-line.html', 'fit --data diabetes --report report.html']) {
  console.log(`\n$ chainrule ${words}\n`);
  const code = run(process.execPath, ['apps/cli/dist/main.js', ...words.split(' ')]);
  if (code !== 0) process.exit(code);
}
console.log('\nOpen report-line.html and report.html in a browser.');
