import { program } from '@chainrule/tooling-tsup';

// Each command is a chunk of its own, loaded when it is used.
export default program({ splitting: true });
