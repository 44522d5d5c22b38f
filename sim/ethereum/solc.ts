/**
 * The Solidity compiler (solc-js: 9 MB of WebAssembly in JavaScript) in a thread of its own. Loading it takes as long
 * as compiling with it; on a second core both overlap with whatever the caller loads meanwhile. The thread also keeps
 * the process-wide handlers that the compiler installs away from ours.
 *
 * The thread starts with the first compilation, serves all later ones, and never keeps the process alive.
 */
import { createRequire } from 'node:module';
import { MessageChannel, Worker } from 'node:worker_threads';
import { BenchError, exitCodes } from '../errors.ts';

/** Standard JSON in, standard JSON out. Rejects with SolcCrashed when the compiler itself fails. */
export type RunSolc = (input: string) => Promise<string>;

const require = createRequire(import.meta.url);

/** The pinned version, such as `0.8.37`, known without loading the compiler. */
export const solcVersion: string = (require('solc/package.json') as { version: string }).version;

/** Text, not a file: it runs the same from TypeScript sources and from the built package. */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const solc = require(workerData);
parentPort.on('message', ({ input, answer }) => answer.postMessage(solc.compile(input)));
`;

/** A compiler thread for the module at `modulePath`, started at the first call and again after a crash. */
export const createSolcThread = (modulePath: string): RunSolc => {
  let running: Worker | undefined;

  const start = (): Worker => {
    const worker = new Worker(program, { eval: true, workerData: modulePath, execArgv: [] });
    worker.unref();
    worker.once('error', () => {}); // the caller hears of it through its closed port
    return worker;
  };

  return (input) =>
    new Promise((resolve, reject) => {
      running ??= start();
      const worker = running;
      const { port1, port2 } = new MessageChannel();
      port1.once('message', (output: string) => {
        port1.removeAllListeners('close').close();
        resolve(output);
      });
      port1.once('close', () => {
        if (running === worker) running = undefined;
        reject(new SolcCrashed());
      });
      worker.postMessage({ input, answer: port2 }, [port2]);
    });
};

export const runSolc: RunSolc = createSolcThread(require.resolve('solc'));

export class SolcCrashed extends BenchError {
  override readonly name = 'SolcCrashed';
  constructor() {
    super(`solc ${solcVersion} ended without an answer`, {
      code: 'SOLC_CRASHED',
      exitCode: exitCodes.scenarioFailed,
      hint: 'Is there enough memory? Compile the contract with another solc, and give the scenario its artifact.',
    });
  }
}
