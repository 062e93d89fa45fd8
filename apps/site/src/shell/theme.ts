import { createSignal } from 'solid-js';

type Theme = 'light' | 'dark';

const systemDark = matchMedia('(prefers-color-scheme: dark)');
const own = (): Theme | undefined => document.documentElement.dataset['theme'] as Theme | undefined;
const shown = (): Theme => own() ?? (systemDark.matches ? 'dark' : 'light');

const [current, setCurrent] = createSignal<Theme>(shown());

/** The theme the page is shown in: the reader's choice, or the system's. */
export const theme = current;

/** Lets a button change between light and dark; the choice is kept in the browser. */
export function offerTheme(button: HTMLButtonElement): void {
  const show = (): void => {
    setCurrent(shown());
    button.textContent = shown() === 'dark' ? 'Light' : 'Dark';
    button.setAttribute('aria-label', shown() === 'dark' ? 'Use light colours' : 'Use dark colours');
  };
  button.addEventListener('click', () => {
    const next = shown() === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = next;
    try {
      localStorage.setItem('theme', next);
    } catch {
      // Storage may be forbidden: then the choice holds for this page only.
    }
    show();
  });
  systemDark.addEventListener('change', show);
  show();
  button.hidden = false;
}
