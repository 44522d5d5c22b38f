import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowStart } from './recorder.ts';
import { createRecorder, ignoredRow } from './recorder.ts';

const sender = `0x${'ab'.repeat(20)}`;
const hash = `0x${'cd'.repeat(32)}`;
const start = (overrides: Partial<RowStart> = {}): RowStart => ({
  roundIndex: 0,
  index: 0,
  kind: 'transaction',
  label: 'transfer',
  sender,
  intendedMs: 1.5,
  ...overrides,
});

describe('recorder', () => {
  it('gives back a confirmed transaction as it was written', () => {
    const recorder = createRecorder();
    const row = recorder.begin(start({ index: 7 }));
    recorder.submitted(row, 2, hash, 3);
    recorder.included(row, 2000, 12, 45_123n, 2n ** 63n);
    recorder.confirmed(row, 4000.001);
    expect(recorder.record(row)).toEqual({
      roundIndex: 0,
      index: 7,
      kind: 'transaction',
      label: 'transfer',
      hash,
      sender,
      nonce: 3,
      status: 'succeeded',
      intendedMs: 1.5,
      submittedMs: 2,
      includedMs: 2000,
      confirmedMs: 4000.001,
      blockNumber: 12,
      gasUsed: 45_123n,
      effectiveGasPriceWei: 2n ** 63n,
      error: undefined,
    });
  });

  it('forgets an inclusion that was taken back, whatever its end was, and takes the next', () => {
    const recorder = createRecorder();
    for (const end of ['pending', 'confirmed', 'failed']) {
      const row = recorder.begin(start());
      recorder.submitted(row, 2, hash, 3);
      recorder.included(row, 2000, 12, 45_123n, 7n, 1900);
      if (end === 'confirmed') recorder.confirmed(row, 2000);
      if (end === 'failed') recorder.failed(row, 2000, 'reverted');
      recorder.takenBack(row);
      const { includedMs, confirmedMs, blockNumber, gasUsed, error } = recorder.record(row);
      expect(recorder.status(row)).toBe('pending');
      expect([includedMs, confirmedMs, blockNumber, gasUsed, error]).toEqual(Array(5).fill(undefined));
      expect(recorder.spreadMs(row)).toBeNaN();
      recorder.included(row, 3000, 13, 45_124n, 8n, 2900);
      recorder.confirmed(row, 3500);
      expect(recorder.record(row)).toMatchObject({
        ...{ status: 'succeeded', includedMs: 3000, confirmedMs: 3500, blockNumber: 13 },
        ...{ gasUsed: 45_124n, effectiveGasPriceWei: 8n, submittedMs: 2, nonce: 3 },
      });
      expect(recorder.spreadMs(row)).toBe(2900);
    }
  });

  it('takes nothing back from a closed round', () => {
    const recorder = createRecorder();
    const row = recorder.begin(start());
    recorder.submitted(row, 2, hash, 3);
    recorder.included(row, 2000, 12, 45_123n, 7n);
    recorder.confirmed(row, 2000);
    recorder.closeRound(0);
    recorder.takenBack(row);
    expect(recorder.record(row)).toMatchObject({ status: 'succeeded', blockNumber: 12 });
  });

  it('has a refused transaction end without inclusion and confirmation', () => {
    const recorder = createRecorder();
    const row = recorder.begin(start());
    recorder.submitted(row, 2, hash, 0);
    recorder.failed(row, 5, 'poolFull');
    const record = recorder.record(row);
    expect(record).toMatchObject({ status: 'failed', error: 'poolFull', hash, nonce: 0 });
    expect([record.includedMs, record.confirmedMs, record.blockNumber, record.gasUsed]).toEqual(
      Array(4).fill(undefined),
    );
    expect(recorder.finalMs(row)).toBe(5);
  });

  it('has a row that was only begun pending and without hash, nonce and times', () => {
    const recorder = createRecorder();
    const record = recorder.record(recorder.begin(start()));
    expect(record.status).toBe('pending');
    expect([record.hash, record.nonce, record.submittedMs]).toEqual([undefined, undefined, undefined]);
  });

  it('keeps the gas of a read, which has neither hash nor block', () => {
    const recorder = createRecorder();
    const row = recorder.begin(start({ kind: 'read' }));
    recorder.submitted(row, 2);
    recorder.confirmed(row, 3, 30_000n);
    expect(recorder.record(row)).toMatchObject({
      kind: 'read',
      status: 'succeeded',
      confirmedMs: 3,
      gasUsed: 30_000n,
      hash: undefined,
      blockNumber: undefined,
      effectiveGasPriceWei: undefined,
    });
  });

  it('ignores every write to a round that was closed, and rows that come late', () => {
    const recorder = createRecorder();
    const row = recorder.begin(start());
    recorder.submitted(row, 2, hash, 0);
    recorder.closeRound(0);
    recorder.included(row, 3, 1, 1n, 1n);
    recorder.confirmed(row, 3);
    const late = recorder.begin(start());
    recorder.failed(late, 4, 'late');
    expect(late).toBe(ignoredRow);
    expect(recorder.rowCount()).toBe(1);
    expect(recorder.record(row)).toMatchObject({ status: 'pending', includedMs: undefined });
  });

  it('lets the first final status stand', () => {
    const recorder = createRecorder();
    const row = recorder.begin(start());
    recorder.failed(row, 3, 'replaced');
    recorder.confirmed(row, 4);
    expect(recorder.record(row)).toMatchObject({ status: 'failed', error: 'replaced' });
  });

  it('refuses an address or a hash of another width, and a price beyond 64 bits', () => {
    const recorder = createRecorder();
    expect(() => recorder.begin(start({ sender: '0xab' }))).toThrow('expected 20 bytes');
    const row = recorder.begin(start());
    expect(() => recorder.submitted(row, 1, `${hash}00`, 0)).toThrow('expected 32 bytes');
    expect(() => recorder.included(row, 1, 1, 1n, 2n ** 64n)).toThrow('64 bits');
  });

  it('rows of round i = the rows begun in round i, in order, whatever rounds are skipped', () => {
    const roundSizes = fc.array(fc.nat(5), { maxLength: 8 });
    fc.assert(
      fc.property(roundSizes, fc.array(fc.boolean()), (sizes, closes) => {
        const recorder = createRecorder();
        const expected = sizes.map((size, roundIndex) => {
          const rows = Array.from({ length: size }, (_, index) =>
            recorder.begin(start({ roundIndex, index })),
          );
          if (closes[roundIndex] === true) recorder.closeRound(roundIndex);
          return rows;
        });
        expected.forEach((rows, roundIndex) => {
          const { from, to } = recorder.roundRows(roundIndex);
          expect(Array.from({ length: to - from }, (_, i) => from + i)).toEqual(rows);
          for (const row of rows) expect(recorder.record(row).roundIndex).toBe(roundIndex);
        });
      }),
    );
  });

  it('reads what was written across many chunks', () => {
    const recorder = createRecorder();
    for (let index = 0; index < 40_000; index += 1)
      recorder.begin(start({ index, label: `label ${index % 3}`, intendedMs: index / 8 }));
    for (const row of [0, 16_383, 16_384, 39_999])
      expect(recorder.record(row)).toMatchObject({
        index: row,
        label: `label ${row % 3}`,
        intendedMs: row / 8,
      });
  });
});
