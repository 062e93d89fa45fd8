import { addressOf, pages, type PageEntry } from '../pages.js';

/**
 * What a page may do: run the site's own scripts and WebAssembly, show its own pictures, and reach no other place than its own server.
 * It asks nothing of that either once it is loaded, which the walks watch; but a browser that is told 'none' does not let its own tools
 * read robots.txt for a page, and a page with images of its own could ask all the same.
 */
const directives: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'font-src': "'self'",
  'img-src': "'self' blob:",
  'worker-src': "'self'",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

/** The policy as each page carries it. */
export const policyOf = ({ frames }: Pick<PageEntry, 'frames'>): string =>
  Object.entries({ ...directives, ...(frames && { 'frame-src': "'self'" }) })
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

/** What a server should send with every file; the last two let threads share memory. */
const always: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** What a server should send with each place of the site: pages and scripts their policy, the frame for pasted code its own. */
export const headersByPlace = (frame: { readonly address: string; readonly policy: string }): Readonly<Record<string, typeof always>> => ({
  '/*': always,
  ...Object.fromEntries(
    pages.map((page) => [`/${addressOf(page)}`, { 'Content-Security-Policy': `${policyOf(page)}; frame-ancestors 'none'` }]),
  ),
  '/assets/*': { 'Content-Security-Policy': policyOf({}) },
  [`/${frame.address}`]: { 'Content-Security-Policy': `sandbox allow-scripts; ${frame.policy}; frame-ancestors 'self'` },
});

/** The same as a file that static hosts read. */
export const headersFile = (places: ReturnType<typeof headersByPlace>): string =>
  Object.entries(places)
    .map(
      ([place, headers]) =>
        `${place}\n${Object.entries(headers)
          .map(([name, value]) => `  ${name}: ${value}\n`)
          .join('')}`,
    )
    .join('');

/** What is sent with one place. */
export const headersOf = (places: ReturnType<typeof headersByPlace>, path: string): typeof always => ({
  ...places['/*'],
  ...(path.startsWith('/assets/') ? places['/assets/*'] : places[path]),
});
