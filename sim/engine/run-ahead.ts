/**
 * The library's EVM with fewer pauses. Its interpreter awaits after every instruction, though only those that read the
 * state or whose gas is dynamic need it; and it analyses a contract's jump destinations anew in every frame. Here the
 * entries of this EVM's own instruction table are wrapped: after an instruction, those that follow and need no pause run
 * at once, by the same handlers, with the same fees and in the same order, and the analysis is remembered by the code's
 * identity. Nothing observable differs, except that `step` events come only for the instructions that were awaited.
 */
import type { Common } from '@ethereumjs/common';
import { EVM, type ExecResult } from '@ethereumjs/evm';

type RunState = NonNullable<ExecResult['runState']>;
type InstructionTable = EVM['_opcodeMap'];
type Instruction = InstructionTable[number];
type JumpAnalysis = ReturnType<RunState['interpreter']['_getValidJumpDestinations']>;

const jump = 0x56;
const jumpIf = 0x57;

type Handler = (state: RunState, common: Common) => void | Promise<void>;

/** An `async` function must be awaited; the table marks some plain ones as asynchronous, too. */
const isSynchronous = ({ opHandler }: Instruction): boolean => opHandler?.constructor.name === 'Function';

const needsNoPause = (instruction: Instruction): boolean =>
  isSynchronous(instruction) && !instruction.opcodeInfo.dynamicGas && !instruction.opcodeInfo.isInvalid;

const analyses = new WeakMap<Uint8Array, JumpAnalysis>();

/** As the interpreter does before the first jump of a frame. */
const analyseJumps = (state: RunState): void => {
  const { code } = state;
  const analysis = analyses.get(code) ?? state.interpreter._getValidJumpDestinations(code);
  analyses.set(code, analysis);
  state.validJumps = analysis.jumps;
  state.cachedPushes = analysis.pushes;
  state.shouldDoJumpAnalysis = false;
};

/** Runs instructions until one that must be awaited, the end of the code, or an exception. */
const runAhead = (state: RunState, common: Common, table: readonly (Instruction | undefined)[]): void => {
  const { code, interpreter } = state;
  for (;;) {
    const opcode = code[state.programCounter];
    const instruction = opcode === undefined ? undefined : table[opcode];
    if (instruction === undefined) return;
    if (state.shouldDoJumpAnalysis && (opcode === jump || opcode === jumpIf)) analyseJumps(state);
    state.opCode = opcode as number;
    interpreter.useGas(instruction.opcodeInfo.feeBigInt, instruction.opcodeInfo);
    state.programCounter++;
    (instruction.opHandler as Handler)(state, common);
  }
};

const withRunAhead = (table: InstructionTable): InstructionTable => {
  const immediate = table.map((instruction) => (needsNoPause(instruction) ? instruction : undefined));
  return table.map((instruction) => {
    const handle = instruction.opHandler as Handler;
    const opHandler: Handler = isSynchronous(instruction)
      ? (state, common) => {
          handle(state, common);
          runAhead(state, common, immediate);
        }
      : async (state, common) => {
          await handle(state, common);
          runAhead(state, common, immediate);
        };
    return { ...instruction, opHandler };
  });
};

export class RunAheadEVM extends EVM {
  override getActiveOpcodes(): ReturnType<EVM['getActiveOpcodes']> {
    const opcodes = super.getActiveOpcodes();
    this._opcodeMap = withRunAhead(this._opcodeMap);
    return opcodes;
  }
}
