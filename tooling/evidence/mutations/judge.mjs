// Runs tests in a process of its own, which is ended and begun anew when a mutant runs for ever.
import { fork } from 'node:child_process';
import { join } from 'node:path';

const program = join(import.meta.dirname, 'tester.mjs');

export function judge() {
  let child;
  const begin = () =>
    new Promise((ready) => {
      child = fork(program, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      child.once('message', ready);
    });
  const end = () => {
    child?.kill('SIGKILL');
    child = undefined;
  };
  const once = async (filters, mutant, limit) => {
    if (!child) await begin();
    return new Promise((done) => {
      const answer = (result) => {
        clearTimeout(timer);
        child.off('message', answer).off('exit', lost);
        if (result.verdict === 'late' || result.verdict === 'lost') end();
        done(result);
      };
      const lost = () => answer({ verdict: 'lost' });
      const timer = setTimeout(() => answer({ verdict: 'late' }), limit * 1000);
      child.on('message', answer).on('exit', lost);
      child.send({ filters, mutant });
    });
  };
  /** 'passed', 'failed' and by what, 'late' after so many seconds and again after twice as many, or 'lost': its process ended twice. */
  const run = async (filters, mutant, limit) => {
    const first = await once(filters, mutant, limit);
    return first.verdict === 'late' || first.verdict === 'lost' ? once(filters, mutant, 2 * limit) : first;
  };
  return { run, end };
}
