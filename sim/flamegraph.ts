/**
 * What a flamegraph of a run needs: the sources of its contracts, and a tracer that watches stock ethereumjs while it
 * replays the run for `--verify`. So the run itself is not slowed, and whoever draws a flamegraph has it verified too.
 */
import { findCodeOrigins } from './ethereum/code-origins.ts';
import { type CodeSource, createKnownCodes } from './flame/known-code.ts';
import { createGasTracer, type GasTracer } from './flame/tracer.ts';
import type { ResolvedContract, ResolvedScenario } from './round/plan.ts';

export const prepareFlamegraph = async ({ name, contracts }: ResolvedScenario): Promise<GasTracer> => {
  const sources = await Promise.all(contracts.map(sourceOf));
  return createGasTracer(name, createKnownCodes(sources));
};

const sourceOf = async ({ name, artifact, source }: ResolvedContract): Promise<CodeSource> =>
  source === undefined
    ? { kind: 'ready', name, artifact }
    : { kind: 'compiled', origins: await findCodeOrigins(source) };
