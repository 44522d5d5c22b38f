import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileLabel, sampleReport, sampleRound } from '../../testing/run-reports.ts';
import { runAnnotations } from './annotations.ts';
import { type Annotation, annotationLines, withinBytes } from './github.ts';

const error = (message: string): Annotation => ({ level: 'error', title: 't', message });

/** As actions/runner reads a line: its command, its properties and its message, unescaped. */
const readLine = (line: string) => {
  const [, level, properties = '', message = ''] = /^::(\w+) ([^:]*)::(.*)$/s.exec(line) ?? [];
  const unescaped = (text: string) =>
    text
      .replace(/%3A/g, ':')
      .replace(/%2C/g, ',')
      .replace(/%0D/g, '\r')
      .replace(/%0A/g, '\n')
      .replace(/%25/g, '%');
  const entries = properties.split(',').map((each) => each.split('=') as [string, string]);
  return {
    level,
    message: unescaped(message),
    ...Object.fromEntries(entries.map(([name, value]) => [name, unescaped(value)])),
  };
};

describe('annotationLines', () => {
  it('are lines that the runner reads back to what they were made of, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (title, message) => {
        const [line = ''] = annotationLines([{ level: 'warning', title, message, file: 'a,b:c.ts' }]);
        expect(line).not.toMatch(/[\r\n]/);
        expect(readLine(line)).toEqual({ level: 'warning', title, message, file: 'a,b:c.ts' });
      }),
    );
  });

  it('are ten at most, errors first, and the last counts what is left out', () => {
    const warning: Annotation = { ...error('w'), level: 'warning' };
    const lines = annotationLines([
      warning,
      ...Array.from({ length: 20 }, (_, index) => error(String(index))),
    ]);
    expect(lines).toHaveLength(10);
    expect(readLine(lines[0] ?? '')).toMatchObject({ level: 'error', message: '0' });
    expect(readLine(lines[9] ?? '').message).toMatch(/^12 more/);
    expect(annotationLines([error('1'), error('2')], 0)).toEqual([]);
  });
});

describe('withinBytes', () => {
  it('keeps what fits, and otherwise whole lines and a word of how much there was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 40 })),
        fc.integer({ min: 0, max: 600 }),
        (lines, most) => {
          const text = lines.join('\n');
          const kept = withinBytes(text, most);
          expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(Math.max(most, 0));
          if (Buffer.byteLength(text) <= most) expect(kept).toBe(text);
          else if (kept !== '') {
            const [body = '', notice = ''] = kept.split('\n**Cut here');
            expect(notice).toContain(`${Buffer.byteLength(text)} bytes`);
            expect(text.startsWith(body)).toBe(true);
          }
        },
      ),
    );
  });
});

describe('runAnnotations', () => {
  it('has an error for each finding, with the file of the scenario, and none for a run that is as it should be', () => {
    expect(
      runAnnotations(sampleReport([sampleRound('x', 10)]), 'x.ts').filter(({ level }) => level === 'error'),
    ).toEqual([]);
    const findings = [{ about: hostileLabel, exitCode: 1 as const, text: 'too slow' }];
    const verdict = { outcome: 'failed' as const, exitCode: 1 as const, findings };
    const [first] = runAnnotations(sampleReport([sampleRound()], { verdict }), 'x.ts');
    expect(first).toMatchObject({ level: 'error', message: 'too slow', file: 'x.ts' });
  });
});
