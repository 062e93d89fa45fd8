import { library } from '@chainrule/tooling-tsup';

// What worker threads run is a file of its own, beside the one that starts them.
export default library({ entry: ['src/index.ts', 'src/worker.ts'] });
