import { request } from 'node:http';
import { mkdir, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { headers, serveFolder } from '../output/static-site.js';
import { chainrule, inFolder } from '../test-support/run-in-test.js';

let leave: () => Promise<void>;
beforeEach(async () => {
  leave = await inFolder();
  await mkdir('site/lab', { recursive: true });
  await writeFile('secret.txt', 'secret');
  await writeFile('site/index.html', 'home');
  await writeFile('site/lab/index.html', 'lab');
});
afterEach(() => leave());

/** A request as it is written, without a client that tidies the path. */
const ask = (address: string, path: string, more: object = {}): Promise<{ status: number; text: string; headers: object }> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(address);
    request({ host: '127.0.0.1', port, path, ...more }, (response) => {
      let text = '';
      response.on('data', (piece: Buffer) => (text += piece.toString()));
      response.on('end', () => resolve({ status: response.statusCode!, text, headers: response.headers }));
    })
      .on('error', reject)
      .end();
  });

test('pages are served under a strict policy, what is outside the folder is not', async () => {
  const { server, address } = await serveFolder('site', 0);
  try {
    const home = await ask(address, '/');
    expect([home.status, home.text]).toEqual([200, 'home']);
    expect(home.headers).toMatchObject(Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])));
    expect((await ask(address, '/lab/')).text).toBe('lab');
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/lab/..%5c..%5csecret.txt',
      '//etc/passwd',
      '/%00',
      '/%',
    ])
      expect((await ask(address, path)).text, path).not.toContain('secret');
    expect((await ask(address, '/none')).status).toBe(404);
    expect((await ask(address, '/', { method: 'POST' })).status).toBe(405);
    expect((await ask(address, '/', { headers: { host: 'evil.example' } })).status).toBe(403);
    const port = new URL(address).port;
    const taken = await chainrule('serve', 'site', '--port', port);
    expect([taken.code, taken.notes]).toEqual([4, expect.stringContaining(`port ${port} is taken`)]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
