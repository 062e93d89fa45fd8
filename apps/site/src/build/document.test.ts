import { expect, test } from 'vitest';
import { addressOf, pages } from '../pages.js';
import { documentOf } from './document.js';
import { headersByPlace, headersOf, policyOf } from './headers.js';

const files = { script: 'assets/main.js', styles: ['assets/main.css'], preload: ['assets/page.js'], fonts: [] };

test.each(pages)('$path: all addresses are relative, nothing is inline, and the policy is there', (page) => {
  const html = documentOf(page, { files, strict: true });
  for (const [, address] of html.matchAll(/(?:href|src)="([^"]+)"/g)) expect(address).toMatch(/^(\.\/|\.\.\/|#)/);
  expect(html).not.toMatch(/<style|style=|<script(?![^>]* src=)|\son\w+=/);
  expect(html).toContain(policyOf(page));
  expect(html.match(/<h1>/g)).toHaveLength(1);
});

test('every page leads to every lab', () => {
  for (const page of pages) {
    const html = documentOf(page, { files, strict: true });
    for (const lab of pages.slice(1)) expect(html).toContain(`${page.path === 'home' ? './' : '../'}${addressOf(lab)}"`);
  }
});

test('the policy allows no request to another place, no inline script and no evaluation of text; one page may show a frame', () => {
  for (const page of pages) {
    expect(policyOf(page)).toContain("connect-src 'self'");
    expect(policyOf(page)).not.toMatch(/unsafe-inline|'unsafe-eval'|data:|https?:|\*/);
  }
  expect(pages.filter((page) => policyOf(page).includes('frame-src')).map(({ path }) => path)).toEqual(['race']);
});

test('servers send the frame for pasted code a policy of its own, and everything else that of its page', () => {
  const places = headersByPlace({ address: 'race/plugin/', policy: "default-src 'none'" });
  expect(headersOf(places, '/race/plugin/')['Content-Security-Policy']).toMatch(/^sandbox allow-scripts; default-src 'none'/);
  expect(headersOf(places, '/race/')['Content-Security-Policy']).toContain("frame-src 'self'");
  expect(headersOf(places, '/assets/worker.js')['Content-Security-Policy']).not.toContain('frame-src');
  expect(headersOf(places, '/slope/')['X-Content-Type-Options']).toBe('nosniff');
});
