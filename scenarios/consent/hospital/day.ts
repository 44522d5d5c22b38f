/** What an arrival does, by the source that it came from. */
import { sampleMs, type WorkloadContext } from '../../../sim/index.ts';
import { type AccessOutcome, type AccessSettings, access } from './access.ts';
import { type ArrivalKind, drawKind, hourMs, type Span } from './arrivals.ts';
import { ask, send } from './asking.ts';
import {
  createZipf,
  drawReadCount,
  type Purpose,
  patientExponent,
  pause,
  purposes,
  recordExponent,
  strangerRatio,
  withdrawnRatio,
} from './behaviour.ts';
import type { Chart } from './charts.ts';
import { consentOf, type Hospital, type Visit, visitOf } from './hospital.ts';

export interface DayOptions extends AccessSettings {
  readonly spans: readonly Span[];
  readonly fromMs: number;
  readonly toMs: number;
}

export type Day = (context: WorkloadContext) => Promise<void>;
type Act = (context: WorkloadContext) => Promise<unknown>;

const chartsPerHandover = 6;

/** `startMs`: when its first arrival is due. */
export const createDay = (hospital: Hospital, options: DayOptions, startMs: number): Day => {
  const draws = createDraws(hospital);
  const endMs = startMs + options.toMs - options.fromMs;
  const open = (context: WorkloadContext, visit: Visit, purpose: Purpose): Promise<AccessOutcome> =>
    access(hospital, options, context, visit, draws.chart(context, visit), purpose);
  const treat = createTreatment(hospital, open, endMs);

  const acts: Readonly<Record<ArrivalKind, Act>> = {
    encounter: (context) => {
      const isStranger = context.random.uniform() < strangerRatio;
      return treat(context, isStranger ? draws.stranger(context) : draws.known(context), purposes.treatment);
    },
    casualty: (context) => treat(context, draws.stranger(context), purposes.emergency),
    handover: async (context) => {
      const staffIndex = draws.staff(context);
      for (let chart = 0; chart < chartsPerHandover; chart += 1) {
        const visit = draws.known(context, staffIndex);
        await open(context, visit, consentOf(hospital, visit).purpose);
        await context.delay(sampleMs(pause, context.random));
      }
    },
    snooping: (context) => open(context, draws.celebrity(context), purposes.treatment),
    withdrawal: (context) => revokeEverything(context, draws.anybody(context), 'withdrawal'),
    compromise: (context) => revokeEverything(context, draws.anybody(context), 'stolen key'),
  };

  return async (context) => {
    const timeMs = options.fromMs + context.nowMs() - startMs;
    await acts[drawKind(options.spans, timeMs % (24 * hourMs), context.random)](context);
    for (const site of hospital.sites) await site.deliver(context);
  };
};

const revokeEverything = (context: WorkloadContext, patientIndex: number, label: string): Promise<number> =>
  send(context, context.account('patient', patientIndex), 'revokeAll', [], label, 80_000n);

/** Who it is about, from the stream of the call. */
const createDraws = (hospital: Hospital) => {
  const { profile, known, charts } = hospital;
  const drawPatient = createZipf(profile.knownPerStaff, patientExponent);
  const drawRecord = createZipf(profile.openRecordsPerPatient, recordExponent);
  const withCharts = [...charts.keys()];
  const staff = ({ random }: WorkloadContext): number => random.integer(profile.staffCount);
  const visit = (context: WorkloadContext, patientIndex: number, staffIndex = staff(context)): Visit =>
    visitOf(hospital, context, { patientIndex, staffIndex });
  return {
    staff,
    known(context: WorkloadContext, staffIndex = staff(context)): Visit {
      const patients = known[staffIndex] ?? [];
      return visit(context, patients[drawPatient(context.random) % patients.length] as number, staffIndex);
    },
    stranger: (context: WorkloadContext): Visit => visit(context, context.random.pick(withCharts)),
    celebrity: (context: WorkloadContext): Visit => visit(context, withCharts[0] as number),
    anybody: ({ random }: WorkloadContext): number => random.integer(profile.patientCount),
    chart: ({ random }: WorkloadContext, { charts: { charts: own } }: Visit): Chart =>
      own[drawRecord(random)] as Chart,
  };
};

type Open = (context: WorkloadContext, visit: Visit, purpose: Purpose) => Promise<AccessOutcome>;

/** Opens records one after the other; who has no grant, or is refused for want of one, asks for it, once. */
const createTreatment =
  (hospital: Hospital, open: Open, endMs: number) =>
  async (context: WorkloadContext, visit: Visit, wanted: Purpose): Promise<void> => {
    const { random, delay, nowMs } = context;
    const consent = consentOf(hospital, visit);
    let isToAsk = consent.stage === 'none';
    let hasAsked = false;
    for (let left = drawReadCount(random); left > 0; ) {
      if (isToAsk && (hasAsked || !(await ask(hospital, context, visit, wanted, endMs)))) return;
      hasAsked ||= isToAsk;
      const outcome = await open(context, visit, consent.stage === 'active' ? consent.purpose : wanted);
      if (outcome === 'read') left -= 1;
      else if (outcome.isGranted) return; // a revocation is on its way, or the grant ends before the next block
      isToAsk = outcome !== 'read';
      if (!isToAsk && left > 0) await delay(sampleMs(pause, random));
    }
    if (!hasAsked || random.uniform() >= withdrawnRatio) return;
    await delay(random.uniform() * Math.max(0, endMs - nowMs()));
    await send(context, visit.patient, 'revoc', [visit.doctor.address, noReason], 'revocation', 80_000n);
  };

const noReason = `0x${'00'.repeat(32)}`;
