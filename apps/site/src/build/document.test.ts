import { expect, test } from 'vitest';
import { addressOf, pages } from '../pages.js';
import { documentOf } from './document.js';
import { policy } from './headers.js';

const files = { script: 'assets/main.js', styles: ['assets/main.css'], preload: ['assets/page.js'], fonts: [] };

test.each(pages)('$path: all addresses are relative, nothing is inline, and the policy is there', (page) => {
  const html = documentOf(page, { files, strict: true });
  for (const [, address] of html.matchAll(/(?:href|src)="([^"]+)"/g)) expect(address).toMatch(/^(\.\/|\.\.\/|#)/);
  expect(html).not.toMatch(/<style|style=|<script(?![^>]* src=)|\son\w+=/);
  expect(html).toContain(policy);
  expect(html.match(/<h1>/g)).toHaveLength(1);
});

test('every page leads to every lab', () => {
  for (const page of pages) {
    const html = documentOf(page, { files, strict: true });
    for (const lab of pages.slice(1)) expect(html).toContain(`${page.path === 'home' ? './' : '../'}${addressOf(lab)}"`);
  }
});

test('the policy allows no request, no inline script and no evaluation of text', () => {
  expect(policy).toContain("connect-src 'none'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|data:|\*/);
});
