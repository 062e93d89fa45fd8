import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { createGzip } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.woff2': 'font/woff2',
};

/** Serves a folder as the plainest of servers does, below a folder of its own: no header but the type, and compression. */
export function serve(folder, prefix) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    let file = pathname.startsWith(prefix) ? join(folder, normalize(pathname.slice(prefix.length))) : undefined;
    if (file && existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    if (!file || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const type = types[extname(file)] ?? 'application/octet-stream';
    const packed = /text|svg/.test(type) && /gzip/.test(request.headers['accept-encoding'] ?? '');
    response.writeHead(200, { 'Content-Type': type, ...(packed && { 'Content-Encoding': 'gzip' }) });
    const content = createReadStream(file);
    (packed ? content.pipe(createGzip()) : content).pipe(response);
  });
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () =>
      done({ address: `http://127.0.0.1:${server.address().port}${prefix}`, close: () => server.close() }),
    ),
  );
}
