/** One walk through the six steps by a pair of patient and staff; every step is a label, and the whole of it is another. */
import { constant, type Distribution, logNormal, sampleMs, type WorkloadContext } from '../../sim/index.ts';
import { type FlowStep, flow, labelOf } from './flow.ts';
import { questionOf, recordId, registryVariant } from './variants/registry-variant.ts';
import { operationOf, type Pair, usualTerms } from './variants/variant.ts';

/** How long patients take. In person: a median of 30 s; at home: of 4 h. Both are assumptions. */
export const decisions = {
  none: constant(0),
  'in-person': logNormal(30_000, 0.5),
  remote: logNormal(4 * 3_600_000, 1),
} as const satisfies Record<string, Distribution>;
export const decisionNames = ['none', 'in-person', 'remote'] as const;

export interface FlowDelays {
  readonly decision: Distribution;
  /** One way between two parties, with what the receiver computes. */
  readonly message: Distribution;
}

export const wholeLabel = 'all six steps';
const ok = 0;

/** In the order of the paper, unless another is given. Rejects at the step that the registry does not let happen. */
export const walk = async (
  context: WorkloadContext,
  pair: Pair,
  delays: FlowDelays,
  steps: readonly FlowStep[] = flow,
): Promise<void> => {
  const startMs = context.nowMs();
  for (const step of steps) await take(context, pair, step, delays);
  await read(context, pair, 'staff', 'pointer', { label: wholeLabel, intendedMs: startMs });
};

const take = async (context: WorkloadContext, pair: Pair, step: FlowStep, delays: FlowDelays) => {
  const since = { label: labelOf(step), intendedMs: context.nowMs() };
  if (step.after !== undefined) await context.delay(sampleMs(delays[step.after], context.random));
  const { act } = step;
  if (act.kind === 'read') return read(context, pair, act.by, act.call, since);
  const labelled: WorkloadContext = { ...context, send: (request) => context.send({ ...request, ...since }) };
  const outcome = await operationOf(registryVariant, act.operation)(labelled, pair, usualTerms);
  if (outcome.status === 'failed') throw new Error(`step ${labelOf(step)}: ${outcome.error}`);
};

const read = async (
  context: WorkloadContext,
  pair: Pair,
  by: 'patient' | 'staff' | 'server',
  call: 'GetMS' | 'pointer' | 'check',
  since: { readonly label: string; readonly intendedMs: number },
): Promise<void> => {
  const { patient, staff } = pair;
  const args = {
    GetMS: [patient.address, staff.address],
    pointer: [patient.address, recordId],
    check: questionOf(context, pair),
  };
  const from = { patient, staff, server: context.account('server', 0) }[by];
  const answer = await context.read({ from, to: 'consent', call, args: args[call], ...since });
  if (answer.status === 'failed') throw new Error(`${since.label}: ${answer.error}`);
  if (call === 'check' && answer.value !== ok)
    throw new Error(`${since.label}: the registry refuses for reason ${answer.value}`);
};
