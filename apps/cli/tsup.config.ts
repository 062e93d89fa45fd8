import { program } from '@chainrule/tooling-tsup';

export default program();
