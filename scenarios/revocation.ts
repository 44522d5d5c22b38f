/** How long after a patient's revocation is a record still served? By how the server follows the chain, and by chain. */
import { defineStudy, type Experiment, type StudyTable, weiPerGwei } from '../sim/index.ts';
import { messageMs, modes, pullAware, pullBlind, shown } from './consent/revocation/modes.ts';
import { runSeries } from './consent/revocation/series.ts';
import { crowdedSettings, type Setting, settings } from './consent/revocation/settings.ts';
import {
  comparatorTable,
  crowdTable,
  type Measured,
  measured,
  settingTable,
} from './consent/revocation/table.ts';

const secondsOf = (rows: readonly Measured[], id: string, of: (row: Measured) => number): string =>
  of(rows.find(({ mode }) => mode.id === id) as Measured).toFixed(1); // one of the modes
const mean = ({ meanS }: Measured): number => meanS.mean;
const longest = ({ maxS }: Measured): number => maxS;
const openOf = (rows: readonly Measured[], id: string): number | undefined =>
  rows.find(({ mode }) => mode.id === id)?.openCount;
const crowdTrials = crowdedSettings[0]?.trialCount;

const race: Experiment = {
  id: 'race',
  title: 'A revocation and reads',
  question: 'How long after its submission is a revocation enforced?',
  run: async (context) => {
    const tables: StudyTable[] = [];
    const byId = new Map<string, readonly Measured[]>();
    for (const [replication, setting] of settings.entries()) {
      const { trialCount } = setting;
      const { readings } = await runSeries(context, { setting, trialCount, modes, replication });
      const rows = measured(setting, readings);
      byId.set(setting.id, rows);
      tables.push(settingTable(setting, rows));
    }
    const on = (id: Setting['id']): readonly Measured[] => byId.get(id) ?? [];
    return {
      tables: [...tables, comparatorTable([300, 3_600], messageMs / 1_000)],
      findings: [
        `A server that asks the chain for every request serves on until the block: ${secondsOf(on('mainnet'), 'pull', mean)} s in the mean and ${secondsOf(on('mainnet'), 'pull', longest)} s at most on ` +
          `slots of 12 s, ${secondsOf(on('pow-15s'), 'pull', mean)} and ${secondsOf(on('pow-15s'), 'pull', longest)} s under proof of work. A cache that listens to events is as fast; a poll adds half its period in the mean, all of it at worst.`,
        'Who looks into the pool, or is shown the signed revocation, refuses within a message’s time on every chain: what is left is the answer that was on its way.',
        'A server that polls and sees a revocation in the pool forgets the pair, and is as fast as one that asks for every request. It looks when it is asked: who asks before and after, but not while the revocation waits, ' +
          `is served from memory until the period ends (${secondsOf(on('mainnet'), 'poll-60s-pool-unasked', longest)} s at most on slots of 12 s).`,
      ],
    };
  },
};

const crowd: Experiment = {
  id: 'crowd',
  title: 'A revocation in a crowd',
  question: 'What does ten times the demand that a chain can carry do to a revocation?',
  run: async (context) => {
    const tables: StudyTable[] = [];
    const all: (readonly Measured[])[] = [];
    let baseFeeGwei: number | undefined;
    for (const [place, setting] of crowdedSettings.entries()) {
      const series = { setting, trialCount: setting.trialCount, modes: [pullBlind, pullAware, shown] };
      const replication = settings.length + place;
      const { readings, baseFeeWei } = await runSeries(context, { ...series, replication });
      const rows = measured(setting, readings);
      baseFeeGwei ??= (baseFeeWei ?? Number.NaN) / Number(weiPerGwei);
      all.push(rows);
      tables.push(crowdTable(setting, rows));
    }
    const [quoted = [], lowTip = [], oldCap = []] = all;
    return {
      tables,
      findings: [
        `The price keeps a crowd out: a revocation at the wallet’s quote waits ${secondsOf(quoted, 'pull', longest)} s at most, for the next block as on an empty chain, but pays a base fee of ` +
          `${baseFeeGwei?.toFixed(1)} gwei instead of 1 or less.`,
        `A tip as small as others’ is usually enough, and ${openOf(lowTip, 'pull')} of ${crowdTrials} times it was not. A cap from before the crowd is not enough: ${openOf(oldCap, 'pull')} of ${crowdTrials} such revocations were without ` +
          'effect after ten minutes, and a server that looks into the pool does not find them there: it is full, and evicts the lowest bids.',
        'A signature that is shown to the server costs nothing and needs no block, so a crowd cannot delay it.',
      ],
    };
  },
};

export default defineStudy({
  name: 'revocation',
  title: 'From revocation to enforcement',
  source: 'Y. Wang, Z. Wang: Blockchain-Based Personal Medical Data Protection Solution, 2021, section III',
  claimed: [
    'A patient can withdraw consent at any time (revoc), and “BC and MDRS synchronise” what is valid. The paper neither says how nor measures how long a withdrawn consent still opens records.',
  ],
  unknown: [
    `How far patient, staff and server are from each other: a message takes ${messageMs} ms one way here, an assumption.`,
    'How often staff read. Here they read at the worst moments, so that figures are the most that a withdrawn consent gives, to 10 ms.',
  ],
  experiments: [race, crowd],
});
