/** `bench predict` as its users meet it. What its formulas say is tested where they stand. */
import { describe, expect, test } from 'vitest';
import { createBenchFolder } from '../../testing/bench-process.ts';

const { bench } = createBenchFolder();

const predict = async (words: string) => {
  const { exitCode, stdout, stderr } = await bench(`predict ${words}`);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout;
};

/** The cells of the row that begins with this. */
const row = (text: string, start: string): string[] =>
  text
    .split('\n')
    .find((line) => line.startsWith(start))
    ?.split(/ {2,}/) ?? [];

describe('latency', () => {
  test('Poisson blocks and slots, each with its table, its assumptions and its source', async () => {
    const text = await predict('--arrivals 5 --interval 13.2 --capacity 100');
    const [poisson = '', slots = ''] = text.split('\n\n');
    expect(poisson).toContain(
      'Poisson blocks (5 per second, at most 100 in a block; seconds until included)',
    );
    expect(row(poisson, 'all')).toEqual([
      'all',
      '22.439',
      '15.554',
      '51.669',
      '67.222',
      '103.337',
      '112.20',
      '66.000',
      '0.883',
      '41.175',
    ]);
    expect(row(slots, 'all')).toEqual([
      'all',
      '6.600',
      '6.600',
      '11.880',
      '12.540',
      '13.068',
      '33.00',
      '66.000',
      '< 0.001',
      '0.006',
    ]);
    for (const part of [poisson, slots]) {
      expect(part).toMatch(/\nAssumes Poisson arrivals of equal gas.*first come, first served.*\.\n/);
      expect(part).toMatch(/\nSource: .*Bailey 1954.*\.\n?$/);
    }
  });

  test('classes of fee, of which only the upper one has quantiles', async () => {
    const text = await predict(
      '--arrivals 5 --interval 13.2 --capacity 100 --blocks poisson --high-share 0.3',
    );
    expect(row(text, 'high').slice(0, 3)).toEqual(['high', '13.300', '9.219']);
    expect(row(text, 'low').slice(0, 3)).toEqual(['low', '26.356', '-']);
    expect(row(text, 'all').slice(0, 3)).toEqual(['all', '22.439', '-']);
    expect(text).toContain('0.3 of them with a higher fee');
    expect(text).toContain('Kleinrock 1965');
    expect(text).not.toContain('Fixed slots');
  });

  test('missed slots, confirmations and a frozen template, as JSON', async () => {
    const words = '--arrivals 5 --interval 12 --missed 0.05 --confirmations 3 --template frozen';
    const { schemaVersion, question, predictions } = JSON.parse(await predict(`${words} --json`));
    expect(schemaVersion).toBe(1);
    expect(question).toMatchObject({ kind: 'latency', latency: { confirmations: 3, template: 'frozen' } });
    const [poisson, slots] = predictions;
    // Twice T after the place, and T for the frozen template: T = 12 s, and 12/0.95 s where slots are missed.
    expect(poisson.classes[0].meanS).toBeCloseTo(12 + 36, 9);
    expect(slots.classes[0].meanS).toBeCloseTo(6.63158 + 36 / 0.95, 4);
    // Those that wait for inclusion, not for confirmation.
    expect(poisson.classes[0].queueLength).toBeCloseTo(5 * 24, 6);
    expect(slots.classes[0].queueLength).toBeCloseTo(5 * (6.63158 + 12 / 0.95), 3);
    expect(slots.assumptions).toContain('each missed with probability 0.05');
  });

  test('slots too many for quantiles keep their mean', async () => {
    const text = await predict('--arrivals 1665 --interval 12 --capacity 20000 --blocks slots');
    expect(row(text, 'all').slice(2, 6)).toEqual(['-', '-', '-', '-']);
    expect(Number(row(text, 'all')[1])).toBeGreaterThan(6);
  });
});

describe('double spends', () => {
  test('at a depth', async () => {
    const text = await predict('--attacker 0.3 --confirmations 6');
    expect(row(text, 'exact')).toEqual(['exact', '6', '0.1564496']);
    expect(row(text, 'Nakamoto')).toEqual(['Nakamoto 2008', '6', '0.1321112']);
    expect(text).toMatch(/Assumes .*\.\nSource: Rosenfeld 2014/);
  });

  test('the depth for a risk', async () => {
    const text = await predict('--attacker 0.45 --risk 0.001');
    expect(row(text, 'exact').slice(0, 2)).toEqual(['exact', '539']);
    expect(row(text, 'Nakamoto').slice(0, 2)).toEqual(['Nakamoto 2008', '340']);
    expect(row(await predict('--attacker 0.5 --risk 0.001'), 'exact')).toEqual([
      'exact',
      'never enough',
      '-',
    ]);
    expect(row(await predict('--attacker 0.4999 --risk 0.001'), 'exact')).toEqual(['exact', '> 100000', '-']);
  });
});

test('stale blocks of equal miners, of shares, and of infinitely many', async () => {
  const cells = async (words: string): Promise<string[]> =>
    (await predict(`--delay 0.5 --interval 1 ${words}`.trim())).split('\n')[4]?.trim().split(/ {2,}/) ?? [];
  expect(await cells('--miners 5')).toEqual(['0.5000', '20.000', '26.667', '36.364']);
  expect(await cells('--shares 0.5,0.3,0.2')).toEqual(['0.5000', '38.000', '20.667', '26.050']);
  expect(await cells('')).toEqual(['0.5000', '0.000', '33.333', '50.000']);
  const far = await predict('--delay 1e12 --interval 1e-12');
  expect(far.split('\n')[4]?.trim().split(/ {2,}/).slice(2)).toEqual(['100.000', '-']);
});

test('what cannot be asked ends with exit code 2, a message and nothing on stdout', async () => {
  const { exitCode, stdout, stderr } = await bench('predict --arrivals 5 --interval 13.2 --capacity 50');
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(
    "--capacity: expected more than 66, what arrives from block to block, received '50'",
  );
  expect(stderr).toContain('throughput is the capacity, 3.787879 per second; the backlog grows by 1.212121');
});

test('help has examples for each kind of question', async () => {
  const help = await predict('--help');
  for (const group of ['Latency:', 'Double spends:', 'Stale blocks:', 'Examples:'])
    expect(help).toContain(group);
});
