/** The figures in a picture are those of the result. */
import { describe, expect, it } from 'vitest';
import type { SampleEvent } from '../measure/sample-round.ts';
import { sampleRun } from '../testing/sample-picture.ts';
import type { Plot } from './plot.ts';
import { runPlots, studyPlots } from './plots.ts';
import { blocksOfLog, rowsOfRecords } from './rows.ts';

type Values = readonly Readonly<Record<string, number | string>>[];
interface Panel {
  readonly data: { readonly values: Values };
  readonly layer?: readonly { readonly data?: { readonly values: Values } }[];
}

const plotsOf = (...rounds: readonly (readonly SampleEvent[])[]) => {
  const { result, records, blocks } = sampleRun(rounds);
  const plots = runPlots({ result, rows: rowsOfRecords(records), blocks: blocksOfLog(blocks) });
  const named = (id: string): Plot => plots.find((plot) => plot.id === id) as Plot;
  const panels = (id: string) => (named(id).spec.vconcat ?? [named(id).spec]) as readonly Panel[];
  return { result, plots, named, panels };
};

const events = Array.from({ length: 1000 }, (_, index) => ({
  intendedMs: index * 10,
  delayMs: 100 + ((index * 7919) % 1000),
  label: index % 3 === 0 ? 'read' : 'write',
}));
const waiting = { intendedMs: 9_995, delayMs: undefined, label: 'write' };
const broken = { intendedMs: 9_996, delayMs: 5_000, error: 'reverted', label: 'write' };

describe('latency-ecdf', () => {
  it('ends at the share that was confirmed at all, and says how many never were', () => {
    const { panels, named } = plotsOf([...events, waiting, broken]);
    const [panel] = panels('latency-ecdf');
    const write = panel?.data.values.filter(({ series }) => series === 'write');
    expect(write?.[0]?.share).toBe(0);
    expect(write?.at(-1)?.share).toBe(666 / 667);
    expect(panel?.layer?.[1]?.data?.values).toMatchObject([{ series: 'write', text: '1 never confirmed' }]);
    expect(named('latency-ecdf').notes.join(' ')).toContain('1 never confirmed');
  });

  it('has the percentiles of the result in its table', () => {
    const { result, named } = plotsOf([...events, waiting, broken]);
    const { columns, rows } = named('latency-ecdf').table;
    for (const [label, { latencyMs }] of Object.entries(result.rounds[0]?.labels ?? {}))
      for (const name of ['p50', 'p90', 'p95', 'p99'] as const) {
        const index = columns.findIndex(({ head }) => head === `${name} /s`);
        expect(rows.find(([series]) => series === label)?.[index]).toBe((latencyMs[name] as number) / 1000);
      }
  });

  it('leaves out what the result leaves out as warm-up', () => {
    const { result, records } = sampleRun([events]);
    const [round] = result.rounds;
    const warmUp = { method: 'MSER-5', kind: 'cut', rowCount: 500, sinceMs: 5000 } as const;
    const cut = { rounds: [{ ...(round as (typeof result.rounds)[number]), warmUp }] };
    const [ecdf] = runPlots({ result: cut, rows: rowsOfRecords(records), blocks: [] });
    expect(ecdf?.table.rows.reduce((sum, [, confirmed]) => sum + Number(confirmed), 0)).toBe(500);
  });
});

describe('latency-over-time', () => {
  it('draws each of a few, and of many the extremes, and says so', () => {
    const few = plotsOf(events).panels('latency-over-time')[0]?.data.values;
    expect(few).toHaveLength(1000);
    const many = Array.from({ length: 8_000 }, (_, index) => ({
      intendedMs: index,
      delayMs: 50 + (index % 977),
    }));
    const { panels, named } = plotsOf([...many, { intendedMs: 7_777, delayMs: 60_000 }]);
    const values = panels('latency-over-time')[0]?.data.values ?? [];
    expect(values.length).toBeLessThanOrEqual(4000);
    expect(Math.max(...values.map(({ latencyS }) => latencyS as number))).toBe(60);
    expect(named('latency-over-time').notes.join(' ')).toContain(`${values.length} of 8001 are drawn`);
  });
});

describe('rates-over-time', () => {
  it('counts every transaction once, and its greatest backlog is the result’s', () => {
    const { result, named } = plotsOf([...events, waiting, broken]);
    const { rows } = named('rates-over-time').table;
    const sum = (column: number) => rows.reduce((total, row) => total + Number(row[column]), 0);
    expect([sum(1), sum(2)]).toEqual([1002, 1000]);
    expect(Math.max(...rows.map((row) => Number(row[3])))).toBe(result.rounds[0]?.inFlight.peak);
  });
});

describe('the others', () => {
  it('a block is a line: its share of the limit, its base fee', () => {
    const [fullness, fee] = plotsOf(events).panels('blocks');
    expect(fullness?.data.values.map(({ mean }) => mean)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(fee?.data.values.map(({ mean }) => mean)).toEqual([1, 1, 1, 1, 1]);
  });

  it('gas and percentiles are the labels’, in their order', () => {
    const { result, panels } = plotsOf(events);
    const labels = Object.entries(result.rounds[0]?.labels ?? {});
    expect(panels('gas-by-label')[0]?.data.values).toMatchObject(
      labels.map(([name, { gas }]) => ({ name, mean: Number(gas?.mean), max: Number(gas?.max) })),
    );
    expect(panels('label-percentiles')[0]?.data.values).toMatchObject(
      labels.map(([name, { latencyMs }]) => ({ name, p95S: (latencyMs.p95 as number) / 1000 })),
    );
  });

  it('gas per function piles up its parts, with what was given back below zero, to what the receipts say', () => {
    const parts = { base: 42_000n, calldata: 200n, execution: 1_800n, refund: 4_000n, floor: 0n };
    const gas = { count: 2, min: 19_000n, mean: 20_000n, max: 21_000n, total: 40_000n };
    const about = { contract: 'store', function: 'set', effect: 'update', calldataByteCount: 72 } as const;
    const { result } = sampleRun([events]);
    const [plot] = runPlots({
      result: { ...result, functions: [{ ...about, gas, parts }] },
      ...{ rows: rowsOfRecords(sampleRun([]).records), blocks: [] },
    }).filter(({ id }) => id === 'gas-by-function');
    const { values } = (plot as Plot).spec.data as { values: Values };
    expect(values.map(({ part, gas: amount }) => [part, amount])).toEqual([
      ['base', 21_000],
      ['calldata', 100],
      ['execution', 900],
      ['refund', -2_000],
    ]);
    expect(values.reduce((sum, { gas: amount }) => sum + Number(amount), 0)).toBe(20_000);
    expect(plot?.table.rows).toEqual([
      ['store', 'set', 'update', 2, 21_000, 100, 900, 0, -2_000, 20_000, 19_000, 21_000, 72],
    ]);
  });

  it('tells rounds of one label apart, and needs no round that has ended', () => {
    const { panels } = plotsOf(events.slice(0, 10), events.slice(10, 20));
    const series = new Set(panels('latency-over-time')[0]?.data.values.map((value) => value.series));
    expect([...series]).toEqual(['#0 read', '#0 write', '#1 write', '#1 read']);
    const { records } = sampleRun([events]);
    const ids = runPlots({ result: { rounds: [] }, rows: rowsOfRecords(records), blocks: [] }).map(
      ({ id }) => id,
    );
    expect(ids).toEqual(['latency-ecdf', 'latency-over-time', 'rates-over-time']);
  });

  it('of a study draws tables with published and simulated rows alone', () => {
    const columns = [
      { key: 'row', head: 'Row' },
      { key: 'source', head: 'Source' },
      { key: 'delay_s', head: 'Delay', unit: 's', decimals: 2 },
    ];
    const row = (source: string, delay: number | null) => ({ row: 'T1.1', source, delay_s: delay });
    const table = {
      id: 'one',
      title: 'One',
      columns,
      rows: [row('published', 2), row('dev-2s', 0.01), row('x', null)],
    };
    const other = { ...table, id: 'two', rows: [row('dev-2s', 1)] };
    const experiment = { id: 'E1', title: '', question: '', findings: [], tables: [table, other] };
    const [plot, ...rest] = studyPlots({ experiments: [experiment] });
    expect(rest).toEqual([]);
    expect(plot?.id).toBe('E1-one');
    const [panel] = (plot?.spec.concat ?? []) as readonly Panel[];
    expect(panel?.data.values).toEqual([
      { row: 'T1.1', source: 'published', value: 2 },
      { row: 'T1.1', source: 'dev-2s', value: 0.01 },
    ]);
  });
});
