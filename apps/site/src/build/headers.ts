/** What a page may do: run the site's own scripts and WebAssembly, show its own pictures, and reach nothing, not even its own server. */
const directives: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'font-src': "'self'",
  'img-src': "'self' blob:",
  'worker-src': "'self'",
  'connect-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

/** The policy as each page carries it. */
export const policy = Object.entries(directives)
  .map(([name, value]) => `${name} ${value}`)
  .join('; ');

/** What a server should send with every file; the last two let threads share memory. */
export const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** The same as a file that static hosts read. */
export const headersFile = (): string =>
  `/*\n${Object.entries(headers)
    .map(([name, value]) => `  ${name}: ${value}\n`)
    .join('')}`;
