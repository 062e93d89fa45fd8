import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import solid from 'vite-plugin-solid';
import type { homeContent } from './home-content.js';

/** Home's content, rendered while building: bundled from the sources, and run here. */
export async function renderedHome(conditions: string[]): Promise<string> {
  const resolve = { conditions: ['node', ...conditions.filter((condition) => condition !== 'browser')] };
  const { output } = (await build({
    configFile: false,
    logLevel: 'error',
    plugins: [solid({ solid: { generate: 'ssr', hydratable: false } })],
    resolve,
    ssr: { noExternal: true, resolve },
    // There is no address while building.
    define: { 'location.search': '""' },
    build: {
      write: false,
      target: 'es2022',
      ssr: fileURLToPath(new URL('home-content.tsx', import.meta.url)),
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput;
  const code = output.find((item) => item.type === 'chunk' && item.isEntry) as Rolldown.OutputChunk;
  const module = (await import(`data:text/javascript,${encodeURIComponent(code.code)}`)) as { readonly homeContent: typeof homeContent };
  return module.homeContent();
}
