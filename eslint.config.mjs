import { rules } from './tooling/eslint/index.mjs';

export default rules(import.meta.dirname);
