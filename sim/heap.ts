/**
 * How V8 keeps the objects of a simulation. A transaction lives until its block is sealed, beside hundreds of others:
 * long enough for V8 to take what a line of code allocates for permanent, and to put it among the old objects at once
 * ("pretenuring"). There even dead ones hold on to all that they refer to, until a full collection, and every quick
 * collection before that copies it. Without this, and with a young generation that is large sooner, a transaction takes
 * a fifth less time.
 */
import { setFlagsFromString } from 'node:v8';

const flags = ['--no-allocation-site-pretenuring', '--semi-space-growth-factor=4'];

/** For the whole process, its threads included; before it does any work. Nothing but speed depends on it. */
export const tuneHeap = (): void => {
  if (process.versions.node.startsWith('24.')) flags.forEach(setFlagsFromString); // the pinned runtime; others may know other flags
};
