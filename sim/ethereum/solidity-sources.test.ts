import { expect, it } from 'vitest';
import { importsOf } from './solidity-sources.ts';

it.each([
  [`import "a.sol";`, ['a.sol']],
  [`import 'a.sol' as A;`, ['a.sol']],
  [`import * as A from "a.sol";`, ['a.sol']],
  [`import { A, B as C } from './a.sol';`, ['./a.sol']],
  [`import {\n  A, // of the first kind; "quoted"\n  B\n} from\n  "../a.sol";`, ['../a.sol']],
  [`import /* which? */ "a.sol"; import"b.sol";`, ['a.sol', 'b.sol']],
  [`string constant link = "http://x.org/*"; import "a.sol"; /* */`, ['a.sol']],
])('finds the imports of %s', (text, imports) => {
  expect(importsOf(text)).toEqual(imports);
});

it.each([
  `// import "a.sol";`,
  `/* import "a.sol"; */`,
  `/// it's an import "a.sol"`,
  `contract important { string s = "a.sol"; }`,
  `uint reimport; string s = "a.sol";`,
])('finds none in %s', (text) => {
  expect(importsOf(text)).toEqual([]);
});
