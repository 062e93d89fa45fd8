// Checks the direction of every import: which package may use which, no deep imports, no paths out of a package, no Node in packages.
import { existsSync } from 'node:fs';
import { basename, dirname, join, normalize, sep } from 'node:path';
import { importsOf } from './lib/imports.mjs';
import { report, rootArgument } from './lib/report.mjs';
import { isTest, packagesIn, sourceOf, sourcesOf } from './lib/workspace.mjs';

/** What each package may use of ours. A package that is not here does not pass; packages under apps/ may use all of them. */
export const layers = {
  core: [],
  program: ['core'],
  symbolic: ['core', 'program'],
  numeric: ['core'],
  tensor: ['core', 'program'],
  wasm: ['core', 'program'],
  activations: ['core'],
  optim: ['core'],
  data: ['core'],
  nn: ['core', 'tensor', 'activations', 'optim', 'data'],
  export: ['core', 'program', 'data'],
  viz: ['core'],
  testing: ['core', 'program', 'tensor', 'optim', 'activations', 'nn'],
};

/** The few packages from outside the repository that one of ours may use at run time: well kept, small, and not worth writing again. */
const outside = {
  data: ['papaparse'],
  export: ['@bufbuild/protobuf'],
  viz: ['d3-array', 'd3-contour', 'd3-shape'],
};

const scope = '@chainrule/';

/** Test tools any test may import, and type-only packages. */
const testTools = new Set(['vitest', 'fast-check']);

const forbiddenNames = /^(utils?|helpers?|common|misc|shared)\.ts$/;

function checkManifest({ name, folder, manifest }, allowed, others) {
  const problems = [];
  const runtime = { ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies };
  for (const dependency of Object.keys(runtime)) {
    if (!dependency.startsWith(scope)) {
      if (!others.includes(dependency))
        problems.push(`${folder}/package.json: layer: ${name} must not depend on ${dependency}, which is outside the repository`);
    } else if (!allowed.includes(dependency.slice(scope.length)))
      problems.push(`${folder}/package.json: layer: ${name} must not depend on ${dependency}`);
  }
  if (manifest.type !== 'module') problems.push(`${folder}/package.json: "type" must be "module"`);
  if (manifest.sideEffects !== false) problems.push(`${folder}/package.json: "sideEffects" must be false`);
  if (Object.keys(manifest.exports?.['.'] ?? {})[0] !== '@chainrule/source')
    problems.push(`${folder}/package.json: the first condition of "exports" must be @chainrule/source`);
  if (JSON.stringify(manifest.publishConfig?.exports ?? '@chainrule/source').includes('@chainrule/source'))
    problems.push(`${folder}/package.json: "publishConfig.exports" must be there, without @chainrule/source`);
  if (!(manifest['size-limit']?.length > 0)) problems.push(`${folder}/package.json: a "size-limit" entry is missing`);
  return problems;
}

function checkImport(root, { folder, manifest, name }, file, { specifier, line }, { library, allowed, others }) {
  const at = `${file}:${line}: `;
  const test = isTest(file);
  if (specifier.startsWith('.')) {
    const target = normalize(join(dirname(file), specifier));
    if (!target.startsWith(folder + sep))
      return test && target.startsWith(join('tooling', 'reference') + sep)
        ? []
        : [`${at}deep import: ${specifier} leaves ${folder}; import the package by its name`];
    if (!(library ? /\.(js|json)$/ : /\.(js|json|css)$/).test(specifier)) return [`${at}a relative import ends in .js: ${specifier}`];
    if (target === join(folder, 'src', 'index.js') && !test)
      return [`${at}inside a package, import the file that has the idea, not the package's index`];
    if (!test && isTest(target.replace(/\.js$/, '.ts'))) return [`${at}what only tests may use: ${specifier}`];
    return (target.endsWith('.js') ? sourceOf(root, target) : existsSync(join(root, target))) ? [] : [`${at}no such file: ${specifier}`];
  }
  if (specifier.startsWith('node:')) return library && !test ? [`${at}packages run everywhere: ${specifier} is Node's own`] : [];
  const [first, second] = specifier.split('/');
  const target = specifier.startsWith('@') ? `${first}/${second}` : first;
  if (test && testTools.has(target)) return [];
  if (target.startsWith(scope) || target === 'chainrule') {
    if (target === name) return test || file.endsWith('main.ts') ? [] : [`${at}a package does not import itself by name`];
    const subpath = specifier.slice(target.length + 1);
    const problems = [];
    if (subpath !== '') problems.push(`${at}deep import: ${specifier}; only ${target} is public`);
    if (library && !allowed.includes(target.slice(scope.length))) problems.push(`${at}layer: ${name} must not import ${target}`);
    else if (
      manifest.dependencies?.[target] === undefined &&
      manifest.peerDependencies?.[target] === undefined &&
      !(test && manifest.devDependencies?.[target] !== undefined)
    )
      problems.push(`${at}${target} is not among the dependencies of ${name}`);
    return problems;
  }
  if (library && !others.includes(target)) return [`${at}layer: ${name} must not import ${specifier}, which is outside the repository`];
  const installed = manifest.dependencies?.[target] ?? manifest.optionalDependencies?.[target];
  return installed === undefined && !(test && manifest.devDependencies?.[target] !== undefined)
    ? [`${at}${target} is not among the dependencies of ${name}`]
    : [];
}

function checkName(file) {
  const name = basename(file);
  if (forbiddenNames.test(name)) return [`${file}: name a file for the one idea in it`];
  return /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z-]+)*\.tsx?$/.test(name) ? [] : [`${file}: file names are kebab-case`];
}

const hasTypeTests = (root, item) =>
  existsSync(join(root, 'tooling/checks/types', `${basename(item.folder)}.test-d.ts`)) ||
  sourcesOf(root, item).some((file) => file.endsWith('.test-d.ts'));

export function checkLayers(root) {
  const problems = [];
  let files = 0;
  for (const item of packagesIn(root)) {
    const library = item.folder.startsWith('packages');
    const short = basename(item.folder);
    const allowed = layers[short] ?? [];
    const others = outside[short] ?? [];
    if (library && layers[short] === undefined) problems.push(`${item.folder}: not in the table of layers`);
    if (library) problems.push(...checkManifest(item, allowed, others));
    if (library && !hasTypeTests(root, item))
      problems.push(`${item.folder}: its public types have no test: tooling/checks/types/${short}.test-d.ts`);
    for (const file of sourcesOf(root, item)) {
      files++;
      problems.push(...checkName(file));
      for (const found of importsOf(join(root, file))) problems.push(...checkImport(root, item, file, found, { library, allowed, others }));
    }
  }
  return { problems, files };
}

const { problems, files } = checkLayers(rootArgument());
report('layers', problems, `${files} files`);
