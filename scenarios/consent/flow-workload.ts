/**
 * One walk through the six steps by a pair of patient and staff, through the real protocol: a signed request, the server's checks, a
 * sealed answer that the staff opens. Every step is a label, and the whole of it is another. A step's row is its transaction, or the
 * call that settles it: for the server the registry's `check`; what else it asks has a label of its own.
 */
import { type SendOutcome, sampleMs, type WorkloadContext } from '../../sim/index.ts';
import { type FlowStep, flow, labelOf } from './flow.ts';
import type { FlowStage, FlowTerms } from './flow-stage.ts';
import type { Served } from './protocol/release.ts';
import type { PendingAccess, Staff } from './protocol/staff.ts';
import { type Consented, grant, grantBySignature, request, wantedOf } from './workload-consent.ts';

export const wholeLabel = 'all six steps';
export const alsoAskedLabel = '5 also asked';

interface Walk {
  readonly context: WorkloadContext;
  readonly stage: FlowStage;
  readonly terms: FlowTerms;
  readonly consented: Consented;
  readonly staff: Staff;
  /** What earlier steps left to later ones. */
  readonly left: { grantBlock?: number; pending?: PendingAccess; answer?: Served };
}

/** In the order of the paper, unless another is given. Rejects at the step that registry or server does not let happen. */
export const walk = async (
  context: WorkloadContext,
  stage: FlowStage,
  pairIndex: number,
  terms: FlowTerms,
  steps: readonly FlowStep[] = flow,
): Promise<void> => {
  const since = { label: wholeLabel, intendedMs: context.nowMs() };
  const consented = stage.consented[pairIndex] as Consented;
  const staff = stage.parties.staff[consented.staff.index] as Staff;
  const own: Walk = { context, stage, terms, consented, staff, left: {} };
  for (const step of steps) await take(own, step);
  await registered({ ...own, context: labelled(context, since) });
};

const take = async (own: Walk, step: FlowStep): Promise<void> => {
  const { context, terms } = own;
  const since = { label: labelOf(step), intendedMs: context.nowMs() };
  if (step.after === 'confirmations') await confirmed(own);
  else if (step.after !== undefined) await context.delay(sampleMs(terms[step.after], context.random));
  try {
    await acts[step.act]({ ...own, context: labelled(context, since) });
  } catch (error) {
    throw new Error(`step ${labelOf(step)}: ${(error as Error).message}`, { cause: error });
  }
};

interface Since {
  readonly label: string;
  readonly intendedMs: number;
}

/** What a call says of itself goes before. */
const labelled = (context: WorkloadContext, since: Since): WorkloadContext => ({
  ...context,
  send: (message) => context.send({ ...since, ...message }),
  read: (message) => context.read({ ...since, ...message }),
});

const [lookEveryMs, patienceMs] = [100, 3_600_000];

/** The staff looks at its node until the grant is as deep as the server wants it. */
const confirmed = async ({ context, terms: { confirmations }, left }: Walk): Promise<void> => {
  const { node, nowMs, delay } = context;
  const untilMs = nowMs() + patienceMs;
  while (node.head().number < (left.grantBlock ?? 0) + confirmations) {
    if (nowMs() > untilMs)
      throw new Error(
        `no ${confirmations} blocks came upon a grant; on a chain without blocks of its own give confirmations=0`,
      );
    await delay(lookEveryMs);
  }
};

const acts: Readonly<Record<FlowStep['act'], (own: Walk) => Promise<void>>> = {
  request: async ({ context, consented }) => void included(await request(context, consented)),
  look: async ({ context, stage, consented: { patient, staff } }) => {
    const { chain } = stage.parties;
    await chain.within(context, () => chain.view.pair(patient.address, staff.address));
  },
  grant: async ({ context, stage, terms, consented, left }) => {
    if (terms.grant === 'signed') await context.delay(sampleMs(terms.message, context.random)); // the signature's way to the staff
    const outcome = await (terms.grant === 'signed'
      ? grantBySignature(context, stage.parties, consented)
      : grant(context, consented));
    left.grantBlock = included(outcome);
  },
  sign: async (own) => {
    await registered(own);
    own.left.pending = await signed(own);
  },
  check: async (own) => {
    const { context, stage, left } = own;
    left.pending ??= await signed(own);
    const { text } = left.pending;
    const answer = await stage.parties.chain.within(checking(context), () =>
      stage.server.handle(text, 'ward'),
    );
    if (answer.kind === 'refused') throw new Error(`refused at ${stage.lastRefusal()}`);
    left.answer = answer;
  },
  open: async (own) => {
    const { pending, answer } = own.left;
    const pointer = await registered(own);
    if (pending === undefined || answer === undefined) throw new Error('there is no answer to open');
    const reading = await own.staff.open(pending, answer, pointer);
    if (reading.kind !== 'read') throw new Error(`the answer did not hold: ${reading.code}`);
  },
};

const included = (outcome: SendOutcome): number => {
  if (outcome.status === 'failed') throw new Error(outcome.error);
  return outcome.blockNumber;
};

/** Where the record lies, as the chain has it now. */
const registered = ({ context, stage, consented: { kept } }: Walk) => {
  const { chain } = stage.parties;
  return chain.within(context, () => chain.view.pointer(kept.sp, kept.recordId));
};

const signed = ({ staff, stage, consented }: Walk): Promise<PendingAccess> =>
  staff.request(wantedOf(stage.parties, consented), stage.parties.chain.nowMs());

/** Of a step's calls the first `check` is its row. */
const checking = (context: WorkloadContext): WorkloadContext => {
  let isAsked = false;
  return {
    ...context,
    read: (message) => {
      const isRow = !isAsked && 'call' in message && message.call === 'check';
      isAsked ||= isRow;
      return context.read(
        isRow ? message : { ...message, label: alsoAskedLabel, intendedMs: context.nowMs() },
      );
    },
  };
};
