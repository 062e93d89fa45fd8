import { addressOf, pages, type PageEntry } from '../pages.js';
import { policyOf } from './headers.js';

/** The files a page's document names, from the root of the site. */
export interface DocumentFiles {
  readonly script: string;
  readonly styles: readonly string[];
  /** Modules to fetch along with the script. */
  readonly preload: readonly string[];
  readonly fonts: readonly string[];
}

/** What stands in a page before its script runs. */
export interface DocumentOptions {
  readonly files: DocumentFiles;
  /** Whether the page is to carry the policy; the development server needs inline scripts. */
  readonly strict: boolean;
  /** The page's content until its script has drawn it. */
  readonly content?: string;
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

/** The labs with what each is about; their links say which variables they take along. */
const contents = (): string => `<section class="contents" aria-labelledby="labs">
<h2 id="labs">The labs</h2>
<p>They take your function along where they can.</p>
<ol>
${pages
  .slice(1)
  .map(
    (lab) => `<li><a href="./${addressOf(lab)}" data-takes="${lab.takes}">${escaped(lab.name)}</a><span>${escaped(lab.lead)}</span></li>`,
  )
  .join('\n')}
</ol>
</section>
`;

/** A page's document: all that does not change as it is used, and works without a script. */
export function documentOf(page: PageEntry, { files, strict, content = '' }: DocumentOptions): string {
  const root = page.path === 'home' ? './' : '../';
  const title = page.path === 'home' ? 'chainrule: derivatives you can take in your hands' : `${page.name} · chainrule`;
  const at = pages.indexOf(page);
  const labs = pages.slice(1);
  const link = (to: PageEntry): string =>
    `<a href="${root}${addressOf(to)}"${to === page ? ' aria-current="page"' : ''}>${escaped(to.name)}</a>`;
  const [before, after] = [pages[at - 1], pages[at + 1]];
  return `<!doctype html>
<html lang="en" data-page="${page.path}">
<head>
<meta charset="utf-8">
${strict ? `<meta http-equiv="Content-Security-Policy" content="${policyOf(page)}">\n` : ''}<title>${escaped(title)}</title>
<meta name="description" content="${escaped(page.lead)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="${root}favicon.svg" type="image/svg+xml">
<script src="${root}theme.js"></script>
${files.fonts.map((file) => `<link rel="preload" href="${root}${file}" as="font" type="font/woff2" crossorigin>\n`).join('')}${files.styles.map((file) => `<link rel="stylesheet" href="${root}${file}">\n`).join('')}${files.preload.map((file) => `<link rel="modulepreload" href="${root}${file}">\n`).join('')}<script type="module" src="${root}${files.script}"></script>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="masthead">
<a class="wordmark" href="${root}"${at === 0 ? ' aria-current="page"' : ''}>chain<b>rule</b></a>
<nav aria-label="Labs"><ol>${labs.map((lab) => `<li>${link(lab)}</li>`).join('')}</ol></nav>
<button class="theme" type="button" hidden></button>
</header>
<main id="main" tabindex="-1">
<div class="heading">
${at === 0 ? '' : `<p class="number">Lab ${at}</p>\n`}<h1>${escaped(page.title)}</h1>
<p class="lead">${escaped(page.lead)}</p>
</div>
<div id="page">${content}</div>
${at === 0 && labs.length > 0 ? contents() : ''}<noscript><p class="notice">This page computes derivatives in your browser, which needs JavaScript.</p></noscript>
</main>
${labs.length === 0 ? '' : `<nav class="onward" aria-label="Before and after">${before ? `<p>Before: ${link(before)}</p>` : ''}${after ? `<p>Next: ${link(after)}</p>` : ''}</nav>\n`}<footer>
<p>Computed on this page by <b>chainrule</b>, a TypeScript library for derivatives. Nothing you type leaves your browser.</p>
</footer>
</body>
</html>
`;
}
