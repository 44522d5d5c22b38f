import type { Common } from '@ethereumjs/common';
import type { ExecResult } from '@ethereumjs/evm';

/** What the library's interpreter works on. */
export type RunState = NonNullable<ExecResult['runState']>;

/** Performs an instruction whole, gas included; or declines and changes nothing. `fee`: the static part of its gas. */
export type Shortcut = (state: RunState, fee: bigint, common: Common) => boolean;
