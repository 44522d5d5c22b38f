/**
 * Where each frame of a flamegraph lies: the root above all, callees below their caller, by name from the left, as wide
 * as their gas. What would be narrower than a tenth of a pixel is left out, and told.
 */
import { type FlameNode, type Frame, sortedChildren, totalGas } from '../../flame/frame.ts';

export interface FlameBox {
  readonly frame: Frame;
  /** The root has 0. */
  readonly depth: number;
  /** In pixels. */
  readonly x: number;
  readonly width: number;
  /** With all below. */
  readonly gas: number;
  readonly ownGas: number;
}

export interface FlameLayout {
  readonly boxes: readonly FlameBox[];
  readonly depthCount: number;
  readonly totalGas: number;
  /** Frames that are too narrow, without those on them, and their gas. */
  readonly omitted: { readonly count: number; readonly gas: number };
}

export const leastWidth = 0.1;

export const layoutFlame = (root: FlameNode, width: number): FlameLayout => {
  const total = totalGas(root);
  const boxes: FlameBox[] = [];
  const omitted = { count: 0, gas: 0 };
  const place = (node: FlameNode, depth: number, gasBefore: number): void => {
    const gas = totalGas(node);
    const boxWidth = total === 0 ? width : (gas / total) * width;
    if (boxWidth < leastWidth) {
      omitted.count += 1;
      omitted.gas += gas;
      return;
    }
    const x = total === 0 ? 0 : (gasBefore / total) * width;
    boxes.push({ frame: node.frame, depth, x, width: boxWidth, gas, ownGas: node.gas });
    let next = gasBefore;
    for (const child of sortedChildren(node)) {
      place(child, depth + 1, next);
      next += totalGas(child);
    }
  };
  place(root, 0, 0);
  const depthCount = 1 + Math.max(...boxes.map(({ depth }) => depth));
  return { boxes, depthCount, totalGas: total, omitted };
};
