import type { Plugin, Rolldown } from 'vite';
import { addressOf, pages, type PageEntry } from '../pages.js';
import { documentOf } from './document.js';
import { headersByPlace, headersFile, headersOf } from './headers.js';
import { frameAddress, pluginFrame } from './plugin-frame.js';
import { renderedHome } from './rendered-home.js';

/** Which fonts a page shows at once. */
const firstFonts = /source-(serif|sans)[^/]*-latin-wght-normal/;

/** Writes a document for each page of the table: while developing on demand, in a build with the names of its files. */
export function pagesPlugin(conditions: string[]): Plugin {
  let frame: ReturnType<typeof pluginFrame> | undefined;
  return {
    name: 'pages',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        if (pathname === `/${frameAddress}`) {
          void (frame ??= pluginFrame(conditions)).then(({ html }) => {
            response.setHeader('Content-Type', 'text/html');
            response.end(html);
          });
          return;
        }
        const page = pages.find((entry) => `/${addressOf(entry)}` === pathname);
        if (page === undefined) return next();
        const files = { script: 'src/main.ts', styles: ['src/styles/main.css'], preload: [], fonts: [] };
        void server.transformIndexHtml(pathname, documentOf(page, { files, strict: false })).then((html) => {
          response.setHeader('Content-Type', 'text/html');
          response.end(html);
        });
      });
    },
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        void (frame ??= pluginFrame(conditions)).then(({ policy }) => {
          const places = headersByPlace({ address: frameAddress, policy });
          const { pathname } = new URL(request.url ?? '/', 'http://localhost');
          for (const [name, value] of Object.entries(headersOf(places, pathname))) response.setHeader(name, value);
          next();
        });
      });
    },
    async generateBundle(_options, bundle) {
      const home = await renderedHome(conditions);
      for (const page of pages)
        this.emitFile({
          type: 'asset',
          fileName: `${addressOf(page)}index.html`,
          source: documentOf(page, { files: filesOf(page, bundle), strict: true, ...(page.path === 'home' && { content: home }) }),
        });
      const { html, policy } = await (frame ??= pluginFrame(conditions));
      this.emitFile({ type: 'asset', fileName: `${frameAddress}index.html`, source: html });
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile(headersByPlace({ address: frameAddress, policy })) });
    },
  };
}

/** What a page's document must name: the entry, and what the page itself imports. */
function filesOf(page: PageEntry, bundle: Rolldown.OutputBundle): Parameters<typeof documentOf>[1]['files'] {
  const chunks = Object.values(bundle).filter((item) => item.type === 'chunk');
  const entry = chunks.find(({ isEntry }) => isEntry)!;
  const own = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${page.path}/page.tsx`));
  const preload = new Set<string>();
  const add = (name: string): void => {
    const chunk = chunks.find(({ fileName }) => fileName === name);
    if (chunk === undefined || chunk === entry || preload.has(name)) return;
    preload.add(name);
    chunk.imports.forEach(add);
  };
  entry.imports.forEach(add);
  if (own) add(own.fileName);
  const styles = [entry, ...chunks.filter(({ fileName }) => preload.has(fileName))].flatMap((chunk) => [
    ...(chunk.viteMetadata?.importedCss ?? []),
  ]);
  return {
    script: entry.fileName,
    styles,
    preload: [...preload],
    fonts: Object.keys(bundle).filter((name) => firstFonts.test(name)),
  };
}
