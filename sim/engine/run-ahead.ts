/**
 * The library's EVM with fewer pauses. Its interpreter awaits after every instruction, though only those that call
 * others need it; and it analyses a contract's jump destinations anew in every frame. Here the entries of this EVM's own
 * instruction table are wrapped: after an instruction, those that follow and need no pause run at once, in the same
 * order and with the same fees, by the same handlers or by shortcuts for the plain case of the commonest ones; the
 * analysis is remembered by the code's identity, and what was accessed by a journal of our own. Results are the same; `step` events come for awaited instructions only.
 */
import type { Common } from '@ethereumjs/common';
import { EVM } from '@ethereumjs/evm';
import type { JournaledState } from '../state/journaled-state.ts';
import { createAccessJournal } from './access-journal.ts';
import { memoryInstructions } from './memory-instructions.ts';
import { withQuietEvents } from './quiet-events.ts';
import type { RunState, Shortcut } from './shortcut.ts';
import { storageInstructions } from './storage-instructions.ts';

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

/** Of one instruction table: an analysis holds that table's entries. */
type Analyses = WeakMap<Uint8Array, JumpAnalysis>;

/**
 * As the interpreter does before the first jump of a frame. It would do so again when it comes to a jump, or to MCOPY,
 * which it takes for the JUMPSUB that 0x5e once was; so the frame's interpreter is given the answer.
 */
const analyseJumps = (state: RunState, analyses: Analyses): void => {
  const { code, interpreter } = state;
  const analysis = analyses.get(code) ?? interpreter._getValidJumpDestinations(code);
  analyses.set(code, analysis);
  interpreter._getValidJumpDestinations = () => analysis;
  state.validJumps = analysis.jumps;
  state.cachedPushes = analysis.pushes;
  state.shouldDoJumpAnalysis = false;
};

/** What runs without a pause: an instruction by its handler, or by a shortcut if that does not decline. */
interface Step {
  readonly info: Instruction['opcodeInfo'];
  readonly perform: Handler;
  readonly shortcut: Shortcut | undefined;
}

interface Steps {
  readonly byOpcode: readonly (Step | undefined)[];
  readonly analyses: Analyses;
}

const stepsOf = (table: InstructionTable): Steps['byOpcode'] =>
  table.map((instruction, opcode) => {
    const shortcut = memoryInstructions.get(opcode) ?? storageInstructions.get(opcode);
    if (instruction.opcodeInfo.isInvalid) return undefined;
    if (shortcut === undefined && !needsNoPause(instruction)) return undefined;
    return { info: instruction.opcodeInfo, perform: instruction.opHandler as Handler, shortcut };
  });

/** Runs instructions until one that must be awaited, the end of the code, or an exception. */
const runAhead = (state: RunState, common: Common, { byOpcode, analyses }: Steps): void => {
  const { code, interpreter } = state;
  for (;;) {
    const opcode = code[state.programCounter];
    const step = opcode === undefined ? undefined : byOpcode[opcode];
    if (opcode === undefined || step === undefined) return;
    state.opCode = opcode;
    if (step.shortcut !== undefined) {
      if (!step.shortcut(state, step.info.feeBigInt, common)) return;
    } else {
      if (state.shouldDoJumpAnalysis && (opcode === jump || opcode === jumpIf)) analyseJumps(state, analyses);
      interpreter.useGas(step.info.feeBigInt, step.info);
      state.programCounter++;
      step.perform(state, common);
    }
  }
};

const withRunAhead = (table: InstructionTable): InstructionTable => {
  const steps = { byOpcode: stepsOf(table), analyses: new WeakMap() };
  return table.map((instruction) => {
    const handle = instruction.opHandler as Handler;
    const opHandler: Handler = isSynchronous(instruction)
      ? (state, common) => {
          handle(state, common);
          runAhead(state, common, steps);
        }
      : async (state, common) => {
          await handle(state, common);
          runAhead(state, common, steps);
        };
    return { ...instruction, opHandler };
  });
};

/** `runTx` goes through them to tell the journal of each, in every transaction; ours knows them already. */
class UnlistedPrecompiles extends Map<string, EVM['precompiles'] extends Map<string, infer P> ? P : never> {
  override entries(): ReturnType<EVM['precompiles']['entries']> {
    return noPrecompiles.entries();
  }
}

const noPrecompiles: EVM['precompiles'] = new Map();

/** Its state manager must be a journaled state. */
export class RunAheadEVM extends EVM {
  constructor(options: ConstructorParameters<typeof EVM>[0]) {
    super(options);
    withQuietEvents(this, this._emit);
    this._precompiles = new UnlistedPrecompiles(this._precompiles);
    const state = this.stateManager as JournaledState;
    this.journal = createAccessJournal(state, this.common, this._precompiles) as EVM['journal'];
  }

  override getActiveOpcodes(): ReturnType<EVM['getActiveOpcodes']> {
    const opcodes = super.getActiveOpcodes();
    this._opcodeMap = withRunAhead(this._opcodeMap);
    return opcodes;
  }
}
