import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectXml, validateJunit } from '../../testing/junit-schema.ts';
import { hostileLabel, sampleReport, sampleRound } from '../../testing/run-reports.ts';
import { runJunit } from './run-junit.ts';

const names = (xml: string, path = '//testcase/@name'): readonly string[] => selectXml(xml, path);

describe('runJunit', () => {
  it('has a case for the run, each round, each threshold and each audited row', () => {
    const xml = runJunit(
      sampleReport([sampleRound(), sampleRound()], {
        thresholds: [
          { metric: 'rounds/GetMS/latencyMs/p95', threshold: 'p(95)<20', value: 14, verdict: 'passed' },
          { metric: 'rounds/GetMS/gas/mean', threshold: 'avg<1', value: 45_000n, verdict: 'failed' },
        ],
      }),
    );
    validateJunit(xml);
    expect(names(xml)).toEqual([
      'run',
      'rounds/GetMS',
      'rounds/GetMS#2',
      'thresholds/rounds/GetMS/latencyMs/p95 p(95)<20',
      'thresholds/rounds/GetMS/gas/mean avg<1',
      'audit #0 GetMS',
      'audit #1 GetMS',
    ]);
    expect(names(xml, '/testsuites/@failures')).toEqual(['1']);
    expect(names(xml, '//failure/@message')).toEqual([
      'rounds/GetMS/gas/mean is 45,000, and avg<1 was demanded',
    ]);
  });

  it('tells a gate that failed from a run that broke off or was stopped', () => {
    const verdict = (exitCode: 1 | 3 | 130, about: string) => ({
      outcome: 'failed' as const,
      exitCode,
      findings: [{ about, exitCode, text: 'one\ntwo' }],
    });
    const kinds = (
      [
        [1, 'verification'],
        [3, 'run'],
        [130, 'run'],
      ] as const
    ).map(([exitCode, about]) => {
      const xml = runJunit(sampleReport([], { exitReason: 'failed', verdict: verdict(exitCode, about) }));
      validateJunit(xml);
      return [names(xml, '//testcase/failure/../@name'), names(xml, '//testcase/error/../@name')];
    });
    expect(kinds).toEqual([
      [['verification'], []],
      [[], ['run']],
      [[], ['run']],
    ]);
  });

  it('is valid whatever a label is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (label) => {
        const xml = runJunit(sampleReport([sampleRound(label, 3), sampleRound(hostileLabel, 1)]));
        validateJunit(xml);
        expect(names(xml)).toHaveLength(5);
      }),
      { numRuns: 30 },
    );
  });
});
