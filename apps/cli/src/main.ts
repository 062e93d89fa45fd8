#!/usr/bin/env node
import { exitCodes } from './output/exit-codes.js';
import { processIo } from './output/io.js';
import { run } from './run.js';

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodes.bug));
process.exitCode = await run(process.argv.slice(2), processIo());
