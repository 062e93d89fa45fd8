// Runs the repository's tools. Everything here works with Node alone, before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const environment = () => ({
  ...process.env,
  PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
});

const onWindows = process.platform === 'win32';

/** Runs a command in the repository's root with the terminal as its own; gives its exit code. */
export function run(command, args = [], extra = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: onWindows,
    env: { ...environment(), ...extra },
  });
  if (error) console.error(`${command}: ${error.message}`);
  return status ?? 1;
}

/** The same, with its output collected, and shown meanwhile when asked. */
export function capture(command, args = [], { shown = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: onWindows,
      env: environment(),
    });
    let output = '';
    for (const name of ['stdout', 'stderr'])
      child[name].setEncoding('utf8').on('data', (chunk) => {
        output += chunk;
        if (shown) process[name].write(chunk);
      });
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Installs what the lockfile says; quick when that is already there. */
export function setUp() {
  console.log('Installing what the repository needs …');
  // Without --silent, which pnpm would obey too: its errors must be seen.
  const code = run('npm', ['run', 'setup']);
  if (code !== 0) process.exit(code);
}

/** The same, when nothing is installed yet. */
export function setUpIfNeeded() {
  if (!existsSync(join(root, 'node_modules/.modules.yaml'))) setUp();
}
