import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summariseSample } from '../../measure/sample-round.ts';
import { anyText, hostileLabel, sampleReport } from '../../testing/run-reports.ts';
import { runAnnotations } from './annotations.ts';
import { type Annotation, annotationLines, withinBytes } from './github.ts';

/** As actions/runner does: properties to the next `::`, the rest is the message. */
const readCommand = (line: string) => {
  const [, level, properties = '', message = ''] = /^::(\w+) (.*?)::(.*)$/s.exec(line) ?? [];
  const plain = (text: string): string =>
    text.replace(/%(0D|0A|3A|2C|25)/g, (code) => decodeURIComponent(code));
  const pairs = properties.split(',').map((pair) => /^(\w+)=(.*)$/s.exec(pair)?.slice(1).map(plain) ?? []);
  return { level, ...Object.fromEntries(pairs), message: plain(message) };
};

describe('annotationLines', () => {
  it('are lines that GitHub reads back as they were, whatever the texts are', () => {
    const text = fc.oneof(anyText(), fc.constant(hostileLabel), fc.constant('%0A%,:\r\n::'));
    fc.assert(
      fc.property(text, text, text, (title, message, file) => {
        const [line = ''] = annotationLines([{ level: 'error', title, message, file }]);
        expect(line).not.toMatch(/[\r\n]/);
        const [a, b, c] = [title, message, file].map((each) => each.toWellFormed());
        expect(readCommand(line)).toEqual({ level: 'error', title: a, message: b, file: c });
      }),
      { numRuns: 50 },
    );
  });

  it('are ten at most, errors first, the last of which counts the rest', () => {
    const of = (level: Annotation['level'], count: number): Annotation[] =>
      Array.from({ length: count }, (_, index) => ({ level, title: 't', message: `${level} ${index}` }));
    const lines = annotationLines([...of('warning', 9), ...of('error', 5)]);
    expect(lines).toHaveLength(10);
    expect(lines.slice(0, 5)).toEqual(of('error', 5).map(({ message }) => `::error title=t::${message}`));
    expect(lines.at(-1)).toMatch(/^::warning title=chronobench::5 more/);
    expect(annotationLines(of('error', 10))).toHaveLength(10);
    expect(annotationLines(of('error', 3), 0)).toEqual([]);
  });
});

describe('withinBytes', () => {
  it('keeps whole lines, says what is missing, and is never longer than allowed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' })),
        fc.integer({ min: -5, max: 400 }),
        (lines, most) => {
          const text = lines.join('\n');
          const cut = withinBytes(text, most);
          expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(Math.max(0, most));
          if (cut === text || cut === '') return;
          const [kept = ''] = cut.split('\n**Cut here: the whole has');
          expect(`${text}\n`.startsWith(kept)).toBe(true);
          expect(cut).toContain(`${Buffer.byteLength(text)} bytes`);
        },
      ),
    );
  });
});

it('a run is annotated with what failed it, at the scenario’s file, and with its warnings', () => {
  const failing = [0, 10, 20].map((intendedMs) => ({ intendedMs, delayMs: 5, error: 'boom' }));
  const report = sampleReport([summariseSample(failing)]);
  expect(annotationLines(runAnnotations(report, 'scenarios/a.ts'))).toEqual([
    "::error file=scenarios/a.ts,title=sample%3A rounds/GetMS::GetMS: 3 of 3 failed (a round with tolerate: ['failed'] may)",
    '::warning file=scenarios/a.ts,title=sample::#0 GetMS: 3 failed: boom',
  ]);
});
