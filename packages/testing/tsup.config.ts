import { library } from '@chainrule/tooling-tsup';

export default library();
