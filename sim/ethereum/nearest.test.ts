import { expect, it } from 'vitest';
import { nearest } from './nearest.ts';

const known = ['reqManage', 'grant', 'revoc', 'GetMS'];

it.each([
  ['reqMange', 'reqManage'],
  ['ReqMagan', 'reqManage'],
  ['revoke', undefined],
  ['getMs', 'GetMS'],
  ['grants', 'grant'],
  ['garnt', 'grant'],
  ['gratn', 'grant'],
  ['ergnt', undefined],
  ['', undefined],
  ['burn', undefined],
])('takes %s for %s', (typed, meant) => {
  expect(nearest(typed, known)).toBe(meant);
});

it('of equals takes the first', () => {
  expect(nearest('cat', ['bat', 'hat'])).toBe('bat');
});

it('knows no word when there is none', () => {
  expect(nearest('grant', [])).toBeUndefined();
});
