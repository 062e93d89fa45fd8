// The measurement in a page: one thread and two, the worker from its own file under a strict policy.
import { measure } from './work.js';

const worker = (): Worker => new Worker('/worker.js', { type: 'module' });
const cases = await measure([1, 2], true, worker);
await fetch('/result', { method: 'POST', body: JSON.stringify({ isolated: crossOriginIsolated, cases }) });
