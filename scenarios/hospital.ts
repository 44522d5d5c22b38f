/**
 * A day of an institution on the hardened registry and the real resource server: arrivals by the hour, requests, decisions, grants, reads and
 * revocations, and what a burst adds. Every read is a signed request that passes the server's fourteen checks.
 */
import { defineScenario, fixedRate, poissonProfileRate } from '../sim/index.ts';
import { dayFactorCv, dayKinds, hourMs, piecesOf, usualSpans } from './consent/hospital/arrivals.ts';
import { burstNames, burstSpans, outage } from './consent/hospital/bursts.ts';
import { createDay, type Day } from './consent/hospital/day.ts';
import type { Hospital } from './consent/hospital/hospital.ts';
import { openHospital } from './consent/hospital/opening.ts';
import { profileNames, profiles } from './consent/hospital/profiles.ts';
import { registryVariant } from './consent/variants/registry-variant.ts';

export default defineScenario(({ param }) => {
  const profile = profiles[param.choice('profile', profileNames, 'paper')];
  const burst = param.choice('burst', burstNames, 'none');
  const fromMs = param.integer('fromHour', profile.window.fromHour, { min: 0, max: 23 }) * hourMs;
  const toMs = fromMs + param.integer('hours', profile.window.hours, { min: 1, max: 24 }) * hourMs;
  const usual = usualSpans(profile.staffCount, param.choice('day', dayKinds, 'weekday'));
  const burstScale = param.number('burstScale', 1, { min: 0, max: 1_000 });
  const spans = [...usual, ...burstSpans(burst, profile, burstScale)];
  const batchSize = param.integer('batchSize', 1_000, { min: 1, max: 100_000 });
  // A day: registrations run for a year, and the end of a grant is looked at each time.
  const cacheMs = param.number('cacheMs', 24 * hourMs, { min: 0 });
  const settings = {
    messageMs: param.number('messageMs', 50, { min: 0 }),
    openRatio: param.number('openRatio', 0.01, { min: 0, max: 1 }),
  };
  let hospital: Hospital | undefined;
  let day: Day | undefined;
  return {
    chain: 'mainnet',
    accounts: {
      ...{ patient: profile.patientCount, staff: profile.staffCount, regulator: 1 },
      ...{ provider: profile.providerCount, server: profile.serverCount },
    },
    contracts: { consent: registryVariant.contract },
    setup: async (context) => {
      hospital = await openHospital(context, { profile, batchSize, cacheMs });
      day = undefined;
    },
    rounds: [
      {
        label: 'day',
        durationMs: toMs - fromMs,
        timeoutMs: toMs - fromMs + 3 * hourMs,
        rate: poissonProfileRate(piecesOf(spans, fromMs, toMs), dayFactorCv),
        workload: (context) => {
          const startMs = context.nowMs();
          const outageMs = (nowMs: number) => {
            const timeMs = fromMs + nowMs - startMs;
            return burst === 'outage' && timeMs >= outage.fromMs ? Math.max(0, outage.toMs - timeMs) : 0;
          };
          const options = { ...settings, outageMs, spans, fromMs, toMs };
          day ??= createDay(hospital as Hospital, options, startMs);
          return day(context);
        },
      },
      {
        label: 'evening',
        txCount: 1,
        rate: fixedRate(1),
        workload: async (context) => {
          for (const { server, deliver } of hospital?.sites ?? []) {
            let isOver = false;
            const flushed = server.flushUsage().finally(() => {
              isOver = true;
            });
            for (; !isOver; await context.delay(1)) await deliver(context);
            await flushed;
          }
        },
      },
    ],
  };
});
