import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
export const [mostHome, mostLab] = [15_000, 60_000];

/**
 * The JavaScript of every page, compressed: what its document names, and its worker with what that imports.
 * A lab is guarded by all of it, Home by what it fetches before the reader begins, and its walk sees that this is all: its worker, which
 * is fetched with the first touch of a key or pointer, is told beside it.
 * What a page fetches only on demand is left out: values of special functions, a comparison, and the packages that train networks, with the
 * compiled backend, which come with the first press of Train. Each such part of a worker is told beside it.
 */
export function weigh(pages, addressOf, dist, tell) {
  const weightOf = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
  const sum = (files) => [...files].reduce((total, file) => total + weightOf(file), 0);
  console.log('page         document    worker     total   gzip');
  for (const page of pages) {
    const html = readFileSync(join(dist, addressOf(page), 'index.html'), 'utf8');
    const named = new Set([...html.matchAll(/(?:src|href)="\.{1,2}\/([^"]+\.js)"/g)].map(([, file]) => file));
    const workers = new Set();
    for (const file of named)
      for (const [, worker] of readFileSync(join(dist, file), 'utf8').matchAll(/new URL\([`'"]([\w./-]+\.js)[`'"]/g))
        workers.add(`assets/${basename(worker)}`);
    for (const worker of workers)
      for (const [, file] of readFileSync(join(dist, worker), 'utf8').matchAll(/(?:from|import)\s*[`'"]\.\/([\w.-]+\.js)[`'"]/g))
        workers.add(`assets/${file}`);
    const [document, worker] = [sum(named), sum(workers)];
    console.log(
      `${page.path.padEnd(11)} ${kilobytes(document).padStart(9)} ${kilobytes(worker).padStart(9)} ${kilobytes(document + worker).padStart(9)}`,
    );
    for (const worker of workers)
      for (const [, file] of readFileSync(join(dist, worker), 'utf8').matchAll(/import\(\s*[`'"]\.\/((?!special-values)[\w.-]+\.js)[`'"]/g))
        console.log(`            ${file.replace(/-[\w-]{8}\.js$/, '')}, on demand: ${kilobytes(weightOf(`assets/${file}`))}`);
    const [counted, most] = page.path === 'home' ? [document, mostHome] : [document + worker, mostLab];
    if (counted > most) tell(`${page.path} has ${kilobytes(counted)} of JavaScript, over ${kilobytes(most)}`);
  }
}
