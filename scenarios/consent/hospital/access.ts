/** One access, as a whole: the staff's signed request, the server's fourteen checks, the answer, and the staff's look at the chain. */
import type { ReadRequest, WorkloadContext } from '../../../sim/index.ts';
import type { RefusalCode } from '../protocol/refusal.ts';
import type { PendingAccess, Staff, Wanted } from '../protocol/staff.ts';
import type { Purpose } from './behaviour.ts';
import type { Chart } from './charts.ts';
import { consentOf, type Hospital, serverOf, type Visit } from './hospital.ts';
import type { Handled } from './server-site.ts';

const read = 1;

export interface AccessSettings {
  /** One way between staff and server, with what the receiver computes. */
  readonly messageMs: number;
  /** Of how many answers the staff opens the record; the others' stay sealed, which changes no figure. */
  readonly openRatio: number;
  /** How long the server stays out of reach at a moment; 0 when it answers. */
  readonly outageMs: (nowMs: number) => number;
}

/** What the server said; `readable`: what the chain says to the staff about a refusal. */
export type AccessOutcome = 'read' | { readonly refused: RefusalCode; readonly isGranted: boolean };

export const access = async (
  hospital: Hospital,
  settings: AccessSettings,
  context: WorkloadContext,
  visit: Visit,
  chart: Chart,
  purpose: Purpose,
): Promise<AccessOutcome> => {
  const intendedMs = context.nowMs();
  while (settings.outageMs(context.nowMs()) > 0) await context.delay(retryMs(context));
  const staff = hospital.staff[visit.staffIndex] as Staff;
  const pending = await staff.request(wantedOf(hospital, visit, chart, purpose), hospital.nowMs());
  await context.delay(settings.messageMs);
  const handled = await visit.site.handle(context, pending.text, wardOf(visit));
  await context.delay(settings.messageMs);

  if (handled.kind === 'refused') {
    const label = `refused: ${handled.code}`;
    const args = checkArguments(visit, chart, purpose);
    const answer = await look(context, visit, { call: 'check', args, label, intendedMs });
    return { refused: handled.code, isGranted: answer === 0 };
  }
  const args = [visit.patient.address, chart.recordId];
  const registered = await look(context, visit, { call: 'pointer', args, label: 'read', intendedMs });
  if (context.random.uniform() < settings.openRatio) await open(staff, pending, handled, registered, visit);
  return 'read';
};

/** Clients try again every half minute or so. */
const retryMs = ({ random }: WorkloadContext): number => 20_000 + random.integer(20_000);

const wantedOf = (hospital: Hospital, visit: Visit, chart: Chart, purpose: Purpose): Wanted => {
  const { recordId, proof, pointer, pointerHash } = chart;
  const [sp, mdrs] = [visit.patient.address, serverOf(visit)];
  const { grantId } = consentOf(hospital, visit);
  return { grantId, sp, mdrs, recordId, proof, pointer, pointerHash, ops: read, purpose };
};

/** Twenty members of staff share a network address. */
const wardOf = ({ staffIndex }: Visit): string => `ward ${Math.floor(staffIndex / 20)}`;

const checkArguments = (visit: Visit, { recordId, proof }: Chart, purpose: Purpose) => [
  ...[visit.patient.address, visit.doctor.address, serverOf(visit), recordId, proof, read, purpose],
];

/** The staff believes nothing that the chain does not confirm. */
const look = async (
  context: WorkloadContext,
  { doctor: from }: Visit,
  what: Pick<ReadRequest, 'label' | 'intendedMs'> & {
    readonly call: string;
    readonly args: readonly unknown[];
  },
): Promise<unknown> => {
  const answer = await context.read({ from, to: 'consent', ...what });
  if (answer.status === 'failed') throw new Error(`${what.call}: ${answer.error}`);
  return answer.value;
};

const open = async (
  staff: Staff,
  pending: PendingAccess,
  answer: Exclude<Handled, { kind: 'refused' }>,
  registered: unknown,
  visit: Visit,
): Promise<void> => {
  const { version, pointerHash, contentHash } = registered as {
    version: number;
    pointerHash: `0x${string}`;
    contentHash: `0x${string}`;
  };
  const pointer = { mdrs: serverOf(visit), version: Number(version), pointerHash, contentHash };
  const reading = await staff.open(pending, answer, pointer);
  if (reading.kind === 'rejected')
    throw new Error(`the staff cannot open what was released: ${reading.code}`);
};
