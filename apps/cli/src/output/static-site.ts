import { createServer, type Server } from 'node:http';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ChainruleError } from '@chainrule/core';
import sirv from 'sirv';
import { reasonOf } from './write-atomically.js';

/**
 * What a page may do: run what comes from here, WebAssembly included, and nothing from elsewhere; alone in its process, which is what shared
 * memory needs.
 */
export const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/**
 * Serves a folder on this machine alone. The files are listed once, at the start: what is not among them is not served, whatever the path.
 * Gives the server and its address. Throws `input` for a folder without a page, and for a port that is taken.
 */
export async function serveFolder(folder: string, port: number): Promise<{ readonly server: Server; readonly address: string }> {
  if (!existsSync(join(folder, 'index.html')))
    throw new ChainruleError('input', `${folder} has no index.html`, { operation: 'serve', hint: 'give the folder of a built site' });
  const files = sirv(folder, { dev: false, etag: true });
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    // A page of another host that points its name here is not answered.
    const { host = '' } = request.headers;
    const refuse = (status: number): void => void response.writeHead(status, { 'Content-Type': 'text/plain' }).end(`${status}\n`);
    if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host)) return refuse(403);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    files(request, response, () => refuse(404));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const problem = cause.code === 'EADDRINUSE' ? `port ${port} is taken` : `cannot listen on port ${port}: ${reasonOf(cause)}`;
      reject(new ChainruleError('input', problem, { operation: 'serve', hint: 'choose another with --port', cause }));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = server.address();
  return { server, address: `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : port}/` };
}
