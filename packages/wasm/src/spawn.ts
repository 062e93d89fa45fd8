/** As much of a worker as is needed, a browser's or Node's. */
export interface Thread {
  postMessage(message: unknown): void;
  terminate(): unknown;
  /** Node's: the process may end although the worker runs. */
  unref?(): void;
  on?(event: 'error', listener: (error: Error) => void): unknown;
  addEventListener?(event: 'error', listener: (error: { readonly message?: string }) => void): void;
}

interface NodeThreads {
  readonly Worker: new (file: URL, options: { readonly execArgv: readonly string[] }) => Thread;
}
const nodeThreads = (): NodeThreads | undefined =>
  (globalThis as { process?: { getBuiltinModule?(name: string): unknown } }).process?.getBuiltinModule?.('node:worker_threads') as
    NodeThreads | undefined;

/** A worker from the file beside this one. */
export function spawnWorker(): Thread {
  const node = nodeThreads();
  if (node) return new node.Worker(new URL('./worker.js', import.meta.url), { execArgv: [] });
  // Written like this so that bundlers find the file.
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
}

/** Why threads cannot share memory here; `undefined` where they can. */
export function obstacle(): string | undefined {
  if (typeof SharedArrayBuffer !== 'function')
    return 'there is no SharedArrayBuffer; a page has it when its headers make it cross-origin isolated (COOP and COEP)';
  if (!nodeThreads() && typeof Worker !== 'function') return 'there are no workers';
  return undefined;
}
