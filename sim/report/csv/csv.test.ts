import { describe, expect, it } from 'vitest';
import { createBlockLog } from '../../measure/block-log.ts';
import { createRecorder } from '../../measure/recorder.ts';
import { recordSample, summariseSample } from '../../measure/sample-round.ts';
import { blocksCsv, roundsCsv, tableCsv, transactionsCsv } from './csv.ts';

const text = (pieces: Iterable<string>): string => [...pieces].join('');
const lines = (pieces: Iterable<string>): readonly string[] => text(pieces).split('\n');

const hundred = Array.from({ length: 100 }, (_, index) => ({ intendedMs: index * 10, delayMs: 1234.567 }));

describe('rounds.csv', () => {
  it('has exactly the header that readers know', () => {
    expect(lines(roundsCsv([]))[0]).toBe(
      'round,label,submitted,succeeded,failed,pending,target_rate_tps,send_rate_tps,throughput_tps,latency_min_s,latency_mean_s,latency_max_s,latency_stddev_s,latency_p50_s,latency_p90_s,latency_p95_s,latency_p99_s,gas_mean,gas_total,fee_mean_wei',
    );
  });

  it('gives seconds without binary dust, and leaves empty what does not exist', () => {
    const single = [{ intendedMs: 0.1, delayMs: 240.2 }];
    expect(lines(roundsCsv([summariseSample(hundred), summariseSample(single)])).slice(1)).toEqual([
      '0,GetMS,100,100,0,0,300,100,44.952568,1.234567,1.234567,1.234567,0,1.234567,1.234567,1.234567,1.234567,45000,4500000,45000000315000',
      '1,GetMS,1,1,0,0,300,,4.163197,0.2402,0.2402,0.2402,,0.2402,0.2402,0.2402,0.2402,45000,45000,45000000315000',
      '',
    ]);
  });

  it('leaves empty the percentiles that lie beyond the horizon', () => {
    const half = summariseSample([{ intendedMs: 0, delayMs: 100 }, { intendedMs: 50 }], { endMs: 60_000 });
    expect(lines(roundsCsv([half]))[1]).toBe(
      '0,GetMS,2,1,0,1,300,20,0.016667,0.1,0.1,0.1,,0.1,,,,45000,45000,45000000315000',
    );
  });
});

describe('table.csv', () => {
  it("has the paper's columns and decimals, and 1.0 as the send rate of one transaction", () => {
    const single = summariseSample([{ intendedMs: 0, delayMs: 240 }], { label: 'ReqMagan' });
    expect(lines(tableCsv([single, summariseSample(hundred)]))).toEqual([
      'Operating,Number of Successes,Number of Failures,Send Rate /TPS,Maximum Delay /s,Minimum Delay /s,Average Delay /s,Throughput Rate /TPS',
      'ReqMagan,1,0,1.0,0.24,0.24,0.24,4.2',
      'GetMS,100,0,101.0,1.23,1.23,1.23,45.0',
      '',
    ]);
  });

  it('keeps digits rather than turn a delay or a rate into zero', () => {
    const fast = summariseSample([{ intendedMs: 0, delayMs: 0.25 }]);
    const slow = summariseSample([{ intendedMs: 0, delayMs: 1000 }, { intendedMs: 0 }], { endMs: 3_600_000 });
    expect(lines(tableCsv([fast]))[1]).toBe('GetMS,1,0,1.0,0.00025,0.00025,0.00025,4000.0');
    expect(lines(tableCsv([slow]))[1]).toBe('GetMS,1,1,,1.00,1.00,1.00,0.00028');
  });

  it('leaves empty the delays of a round without success', () => {
    const failed = summariseSample([{ intendedMs: 0, delayMs: 10, error: 'revert' }]);
    expect(lines(tableCsv([failed]))[1]).toBe('GetMS,0,1,1.0,,,,0.0');
  });
});

describe('transactions.csv', () => {
  it('has one line per transaction, whose absent times are empty and whose texts are quoted', () => {
    const recorder = createRecorder();
    recordSample(recorder, 0, [
      { intendedMs: 0.1 + 0.2, delayMs: 2000, label: 'a,"b"' },
      { intendedMs: 1, delayMs: 1, error: 'two\nlines' },
      { intendedMs: 2 },
    ]);
    const row = recorder.begin({
      roundIndex: 1,
      index: 0,
      kind: 'read',
      label: 'read',
      sender: `0x${'22'.repeat(20)}`,
      intendedMs: 5,
    });
    recorder.submitted(row, 5);
    recorder.confirmed(row, 6, 24_000n);
    const [sender, hash] = [`0x${'11'.repeat(20)}`, (last: number) => `0x${'0'.repeat(63)}${last}`];
    expect(text(transactionsCsv(recorder))).toBe(
      [
        'round,index,label,hash,sender,nonce,status,intended_ms,submitted_ms,included_ms,confirmed_ms,block_number,gas_used,effective_gas_price_wei,error',
        `0,0,"a,""b""",${hash(0)},${sender},0,succeeded,0.3,0.3,2000.3,2000.3,0,45000,1000000007,`,
        `0,1,GetMS,${hash(1)},${sender},1,failed,1,1,2,2,1,45000,1000000007,"two\nlines"`,
        `0,2,GetMS,${hash(2)},${sender},2,pending,2,2,,,,,,`,
        `1,0,read,,0x${'22'.repeat(20)},,succeeded,5,5,,6,,24000,,`,
        '',
      ].join('\n'),
    );
  });

  it('comes in pieces, each of whole lines', () => {
    const recorder = createRecorder();
    recordSample(
      recorder,
      0,
      Array.from({ length: 10_000 }, (_, intendedMs) => ({ intendedMs })),
    );
    const pieces = [...transactionsCsv(recorder)];
    expect(pieces.length).toBe(3);
    for (const piece of pieces) expect(piece.endsWith('\n')).toBe(true);
    expect(lines(pieces).length).toBe(10_002);
  });
});

describe('blocks.csv', () => {
  it('has one line per block, and no base fee before EIP-1559', () => {
    const log = createBlockLog();
    const hash = `0x${'0f'.repeat(32)}`;
    const counts = { transactionCount: 3, pendingCount: 2, queuedCount: 1 };
    const gas = { gasUsed: 63_000n, gasLimit: 12_500_000n, baseFeePerGasWei: undefined };
    log.add({ number: 1, hash, timeMs: 13_200.5, timestampS: 13n, ...counts, ...gas });
    expect(lines(blocksCsv(log))).toEqual([
      'number,hash,time_ms,timestamp_s,transaction_count,gas_used,gas_limit,base_fee_per_gas_wei,pending_count,queued_count',
      `1,${hash},13200.5,13,3,63000,12500000,,2,1`,
      '',
    ]);
  });

  it('has the share of others behind the rest, on a chain that has others', () => {
    const log = createBlockLog();
    const hash = `0x${'0f'.repeat(32)}`;
    const counts = { transactionCount: 1, pendingCount: 0, queuedCount: 0 };
    const gas = { gasUsed: 221_000n, gasLimit: 12_500_000n, baseFeePerGasWei: 7n };
    const background = { transactionCount: 2, gasUsed: 200_000n, pendingCount: 5 };
    log.add({ number: 1, hash, timeMs: 2, timestampS: 13n, ...counts, ...gas, background });
    expect(lines(blocksCsv(log))).toEqual([
      'number,hash,time_ms,timestamp_s,transaction_count,gas_used,gas_limit,base_fee_per_gas_wei,pending_count,queued_count,background_count,background_gas_used,background_pending_count',
      `1,${hash},2,13,1,221000,12500000,7,0,0,2,200000,5`,
      '',
    ]);
  });
});
