/** From a request to a confirmed grant: the staff asks on the chain, the patient decides in own time, the chain confirms. */
import type { WorkloadContext } from '../../../sim/index.ts';
import { confirmationsOn } from '../protocol/server-parts.ts';
import type { GrantInput } from '../signed-decisions.ts';
import { word } from '../variants/variant.ts';
import { drawAnswer, drawDecisionMs, drawTermDays, type Purpose } from './behaviour.ts';
import { consentOf, type Hospital, serverOf, type Visit } from './hospital.ts';

const read = 1;
const termsHash = word(0x7e);

export const grantInput = (visit: Visit, purpose: Purpose, expiresAt: number): GrantInput => ({
  ...{ ms: visit.doctor.address, mdrs: serverOf(visit), scope: visit.charts.scopeRoot, terms: termsHash },
  ...{ notBefore: 0, expiresAt, ops: read, purpose, usesMax: 0 },
});

/** Whether the staff has a confirmed grant in the end, before the day is over. */
export const ask = async (
  hospital: Hospital,
  context: WorkloadContext,
  visit: Visit,
  purpose: Purpose,
  endMs: number,
): Promise<boolean> => {
  const { random } = context;
  const consent = consentOf(hospital, visit);
  // Somebody else of the same pair has asked, or the patient has said no: the registry would refuse.
  if (!['none', 'ended', 'active'].includes(consent.stage)) return false;
  consent.stage = 'asking';
  const askedMs = context.nowMs();
  const args = [visit.patient.address, purpose, read, visit.charts.scopeRoot];
  await send(context, visit.doctor, 'reqManage', args, 'request', 130_000n);

  const [answer, decisionMs, days] = [
    drawAnswer(random),
    drawDecisionMs(purpose, random),
    drawTermDays(random),
  ];
  if (answer === 'none' || context.nowMs() + decisionMs > endMs) return false;
  await context.delay(decisionMs);
  if (answer === 'denied') {
    await send(context, visit.patient, 'deny', [visit.doctor.address], 'denial', 80_000n);
    return false;
  }
  const expiresAt = Math.floor(hospital.nowMs() / 1000) + days * 86_400 - 60;
  const blockNumber = await send(
    ...([context, visit.patient, 'grant'] as const),
    ...([[grantInput(visit, purpose, expiresAt)], 'grant', 180_000n] as const),
  );
  await confirm(context, blockNumber);
  const look = { from: visit.doctor, to: 'consent', call: 'GetMS', label: 'asked to granted' };
  await context.read({ ...look, args: [visit.patient.address, visit.doctor.address], intendedMs: askedMs });
  return true;
};

/** As many blocks as servers want to see on top of a grant. */
export const confirm = async ({ node, delay }: WorkloadContext, blockNumber: number): Promise<void> => {
  while (node.head().number - blockNumber < confirmationsOn.slots) await delay(2_000);
};

/** The number of its block. What is sent here is in order, so a failure is a fault of this model. */
export const send = async (
  context: WorkloadContext,
  from: Visit['patient'],
  call: string,
  args: readonly unknown[],
  label: string,
  gasLimit: bigint,
): Promise<number> => {
  const outcome = await context.send({ from, to: 'consent', call, args, label, gasLimit });
  if (outcome.status === 'failed') throw new Error(`${label}: ${outcome.error}`);
  return outcome.blockNumber;
};
