/// <reference types="vite/client" />
import './styles/main.css';
import { render } from 'solid-js/web';
import { createComponent, type Component } from 'solid-js';
import { offerTheme } from './shell/theme.js';

/** Each page's module, fetched only where it is shown. */
const modules = import.meta.glob<{ readonly Page: Component }>('./*/page.tsx');

const path = document.documentElement.dataset['page'] ?? 'home';
const place = document.getElementById('page')!;
offerTheme(document.querySelector<HTMLButtonElement>('button.theme')!);
document.querySelector('.masthead nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

const load = modules[`./${path}/page.tsx`];
if (load)
  void load().then(({ Page }) => {
    // A page may look at what its document has shown before.
    const before = [...place.childNodes];
    render(() => createComponent(Page, {}), place);
    before.forEach((node) => node.remove());
    document.documentElement.dataset['ready'] = '';
  });
