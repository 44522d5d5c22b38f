import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, hostileLabel, sampleReport, sampleRound } from '../../testing/run-reports.ts';
import { escapedMarkdown, markdownTable } from './markdown-text.ts';
import { runMarkdown } from './run-markdown.ts';

describe('runMarkdown', () => {
  it('says the verdict first, then what led to it, and has tables, thresholds, audit, seed and fingerprint', () => {
    const text = runMarkdown(
      sampleReport([sampleRound()], {
        thresholds: [
          { metric: 'rounds/GetMS/latencyMs/p95', threshold: 'p(95)<9', value: 14, verdict: 'failed' },
        ],
      }),
    );
    expect(text).toBe(`# ✗ failed: sample

- rounds/GetMS/latencyMs/p95 is 14, and p(95)&lt;9 was demanded

10 submitted, 10 succeeded, 0 failed, 0 pending in 0.104 s of virtual time

## The paper’s columns

Caliper ≤ 0.3.2: send rate N/W, throughput successes/T, delays from submission

| \\# | Operating | Number of Successes | Number of Failures | Send Rate /TPS | Maximum Delay /s | Minimum Delay /s | Average Delay /s | Throughput Rate /TPS |
| --: | :-- | --: | --: | --: | --: | --: | --: | --: |
| 0 | GetMS | 10 | 0 | 111.1 | 0.01 | 0.01 | 0.01 | 96.2 |

## Beyond the paper’s columns

send rate (N−1)/W; latency from the intended instant, pending ones infinite

| \\# | Operating | Target Rate /TPS | Achieved Rate /TPS | p50 /s | p90 /s | p95 /s | p99 /s | Std Dev /s | Pending | Dropped |
| --: | :-- | --: | --: | --: | --: | --: | --: | --: | --: | --: |
| 0 | GetMS | 100.0 | 100.0 | 0.009 | 0.013 | 0.014 | 0.014 | 0.003 | 0 | 0 |

## Gas and fee per operation

all that reached a block, reverted ones included; fee = gas × effective price

| \\# | Operation | Count | Gas min | Gas mean | Gas max | Gas total | Fee mean | Fee p50 | Fee p95 | Fee total |
| --: | :-- | --: | --: | --: | --: | --: | --: | --: | --: | --: |
| 0 | GetMS | 10 | 45,000 | 45,000 | 45,000 | 450,000 | 45,000 gwei | 45,000 gwei | 45,000 gwei | 450,000 gwei |

## Thresholds

| Metric | Demand | Value | Verdict |
| :-- | :-- | --: | :-- |
| rounds/GetMS/latencyMs/p95 | p(95)&lt;9 | 14 | ✗ failed |

## Deployments

| Contract | Gas | Creation /bytes | Deployed /bytes |
| :-- | --: | --: | --: |
| store | 123,456 | 300 | - |

## Audit of these figures

Each of the 1 rows of the paper’s columns is possible by the rules of “bench audit”.

## Seed and fingerprint

| Field | Value |
| :-- | :-- |
| seed | 7 |
| chain | dev-2s |
| exitReason | completed |
| schemaVersion | 1 |
| hardfork | osaka |
| compilers | \\["store: solc 0.8.37"\\] |
`);
  });

  it('is marked incomplete for a run that broke off or was stopped', () => {
    const marks = (['failed', 'interrupted'] as const).map(
      (exitReason) => runMarkdown(sampleReport([sampleRound()], { exitReason })).split('\n')[0],
    );
    expect(marks).toEqual([
      '# ✗ failed (incomplete: failed): sample',
      '# ✗ failed (incomplete: interrupted): sample',
    ]);
  });

  it('says that a threshold was beyond the horizon, or on no figure', () => {
    const pending = sampleRound('GetMS', 2, { endMs: 60_000 });
    const beyond = { ...pending, pending: 5, latencyMs: { ...pending.latencyMs, p95: null } };
    const text = runMarkdown(
      sampleReport([beyond], {
        thresholds: [
          { metric: 'rounds/GetMS/latencyMs/p95', threshold: 'p(95)<9', value: Infinity, verdict: 'failed' },
          { metric: 'nothing', threshold: 'avg<1', value: null, verdict: 'failed' },
        ],
      }),
    );
    expect(text).toContain('| p(95)&lt;9 | &gt; horizon | ✗ failed |');
    expect(text).toContain('| nothing | avg&lt;1 | no such figure | ✗ failed |');
  });
});

describe('a text of a user’s', () => {
  it('cannot leave its cell, nor become markup, whatever it is', () => {
    const columns = [
      { head: 'a', align: 'left' as const },
      { head: 'b', align: 'right' as const },
    ];
    fc.assert(
      fc.property(anyText(), fc.constantFrom('', hostileLabel, '\\', '|'), (text, more) => {
        const table = markdownTable({ columns, rows: [[text + more, 'end']] });
        const lines = table.split('\n');
        expect(lines).toHaveLength(3);
        expect(lines[2]?.replace(/\\./g, '').match(/\|/g)).toHaveLength(3);
        expect(escapedMarkdown(text + more)).not.toMatch(/[<>@\p{Cc}]|(?<!\\)(\\\\)*[`*_[\]|]/u);
      }),
    );
  });

  it('is cut where it is very long', () => {
    expect(escapedMarkdown('x'.repeat(100_000)).length).toBe(400);
  });
});
