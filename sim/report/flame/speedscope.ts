/**
 * Gas by stack for speedscope.app, in its own file format (speedscope, `file-format-spec.ts`): one sampled profile
 * whose samples are stacks and whose weights are gas. speedscope opens it without a network when it is installed.
 */
import { type FlameNode, sortedChildren, totalGas } from '../../flame/frame.ts';
import { version } from '../../version.ts';
import { toJson } from '../json.ts';

interface SpeedscopeFrame {
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
}

export const speedscopeJson = (root: FlameNode): string => {
  const frames: SpeedscopeFrame[] = [];
  const numbers = new Map<string, number>();
  const samples: number[][] = [];
  const weights: number[] = [];

  const numberOf = ({ frame: { name, place } }: FlameNode): number => {
    const key = `${name} ${place?.file} ${place?.line}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, frames.length);
    return frames.push({ name, ...place }) - 1;
  };
  const collect = (node: FlameNode, above: readonly number[]): void => {
    const stack = [...above, numberOf(node)];
    if (node.gas > 0) {
      samples.push(stack);
      weights.push(node.gas);
    }
    for (const child of sortedChildren(node)) collect(child, stack);
  };

  collect(root, []);
  const { name } = root.frame;
  const extent = { unit: 'none', startValue: 0, endValue: totalGas(root) };
  return toJson({
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    shared: { frames },
    profiles: [{ type: 'sampled', name: `gas of ${name}`, ...extent, samples, weights }],
    name: `gas of ${name}`,
    activeProfileIndex: 0,
    exporter: `chronobench@${version}`,
  });
};
