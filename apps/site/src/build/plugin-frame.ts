import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

/** Where the frame for pasted optimizers lies, from the root of the site. */
export const frameAddress = 'race/plugin/';

/** What the frame may do: run its one script, and start workers of texts. It can ask for nothing, and workers it starts may do no more. */
const policyOf = (script: string): string =>
  `default-src 'none'; script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'; worker-src blob:`;

const placeOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The document of the frame, whole in itself: it carries the packages that a plugin imports as text, since it may fetch nothing. */
export async function pluginFrame(conditions: string[]): Promise<{ readonly html: string; readonly policy: string }> {
  const results = (await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: placeOf('../race/plugin/runtime.ts'), formats: ['iife'], name: 'runtime', fileName: 'runtime' },
    },
  })) as Rolldown.RolldownOutput[];
  const runtime = results[0]!.output.find((item) => item.type === 'chunk')!.code;
  const script = `const runtime = ${JSON.stringify(runtime).replaceAll('<', '\\u003c')};\n${readFileSync(placeOf('../race/plugin/frame-script.js'), 'utf8')}`;
  const policy = policyOf(script);
  const html = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Where a pasted optimizer runs</title><script>${script}</script>`;
  return { html, policy };
}
