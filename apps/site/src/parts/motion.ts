import { onCleanup } from 'solid-js';

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** What moves by itself, until it is there or another movement begins; at once for those who want no motion. */
export function createMotion(): (step: () => boolean) => void {
  let frame = 0;
  onCleanup(() => cancelAnimationFrame(frame));
  return (step) => {
    cancelAnimationFrame(frame);
    const next = (): void => {
      if (step()) frame = requestAnimationFrame(next);
    };
    if (calm.matches) while (step());
    else next();
  };
}
