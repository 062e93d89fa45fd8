import { program } from '@chainrule/tooling-tsup';

// Each command is a chunk of its own, loaded when it is used. What is optional is found where it is installed, or not.
export default program({ splitting: true, external: ['@resvg/resvg-js'] });
