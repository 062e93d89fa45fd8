// The list of a package's exports, as it stands in its README between two marks: a row for every folder or file of the source.
import { basename, dirname } from 'node:path';
import { placesOf } from './exports.mjs';

const marks = /(<!-- exports[^>]*-->\n)[^]*?(<!-- \/exports -->)/;

/** What a name belongs to: the innermost folder of its file; what stands beside the index, and in a folder `ops`, the file itself. */
function groupOf(file) {
  const folder = basename(dirname(file));
  const name = dirname(file) === '.' ? basename(file, '.ts') : folder === 'ops' ? basename(file, '.ts') : folder;
  return name.replaceAll('-', ' ');
}

const quoted = (names) => names.toSorted().map((name) => `\`${name}\``).join(' '); // prettier-ignore

/** The list as Markdown: groups of what runs, those with one name together under "more"; then the types. */
export function exportList(folder, found) {
  const places = placesOf(folder);
  const groups = new Map();
  for (const { name, kind } of found)
    if (kind !== 'type') {
      const group = groupOf(places.get(name) ?? 'index.ts');
      groups.set(group, [...(groups.get(group) ?? []), name]);
    }
  const large = [...groups].filter(([, names]) => names.length > 1);
  const single = [...groups].filter(([, names]) => names.length === 1).flatMap(([, names]) => names);
  const types = found.filter(({ kind }) => kind === 'type').map(({ name }) => name);
  const rows = [...large, ...(single.length > 0 ? [['more', single]] : []), ...(types.length > 0 ? [['types', types]] : [])];
  return rows.map(([group, names]) => `- **${group}**: ${quoted(names)}`).join('\n');
}

/** The page with this list in its place; `undefined` where it has no place for one. */
export const withExportList = (page, list) =>
  marks.test(page) ? page.replace(marks, (_, open, close) => `${open}\n${list}\n\n${close}`) : undefined;
