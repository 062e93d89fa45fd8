// Every package states its sizes in its own package.json; one run measures them all (minified, gzip, with what they import).
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const packages = readdirSync('packages').filter((name) => existsSync(`packages/${name}/dist/index.js`));

export default packages.flatMap((name) =>
  JSON.parse(readFileSync(`packages/${name}/package.json`, 'utf8'))['size-limit'].map((entry) => ({
    ...entry,
    path: `packages/${name}/${entry.path}`,
  })),
);
