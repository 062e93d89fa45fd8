/** The place in the user's code that called into this package, from the stack: `at file:line:column`. */
export function callSite(): string | undefined {
  const frames = new Error().stack?.split('\n').slice(1) ?? [];
  const own = ownFile(frames);
  // Our own tests stand in the source tree, and are callers like any other.
  const caller = frames.find((frame) => frame.includes('.test.') || !own.some((path) => frame.includes(path)));
  return caller?.trim();
}

/** What a frame of this package looks like: its folder in the source tree, or its bundled file. */
function ownFile(frames: readonly string[]): string[] {
  const here = /([^\s()]+):\d+:\d+\)?$/.exec(frames[0] ?? '')?.[1] ?? '';
  return /\/graph\/call-site\.[jt]s$/.test(here) ? [here.replace(/graph\/call-site\.[jt]s$/, '')] : [here];
}
