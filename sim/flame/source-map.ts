/**
 * solc's source map, decompressed (Solidity documentation, "Source Mappings"): for each instruction the range of the
 * source it comes from, and whether it jumps into a function or out of one. The maps count instructions, the EVM bytes.
 */
export interface SourceRange {
  /** In bytes; −1 where there is none. */
  readonly start: number;
  readonly length: number;
  /** The source unit's id; −1 for none. */
  readonly unitId: number;
  readonly jump: 'into' | 'out' | 'regular';
}

/** One entry an instruction; an empty field, and one that is left out, is that of the entry before. */
export const readSourceMap = (text: string): readonly SourceRange[] => {
  let last: SourceRange = { start: -1, length: 0, unitId: -1, jump: 'regular' };
  if (text === '') return [];
  return text.split(';').map((entry) => {
    const [start = '', length = '', unitId = '', jump = ''] = entry.split(':');
    last = {
      start: start === '' ? last.start : Number(start),
      length: length === '' ? last.length : Number(length),
      unitId: unitId === '' ? last.unitId : Number(unitId),
      jump: jump === '' ? last.jump : (jumps[jump] ?? 'regular'),
    };
    return last;
  });
};

const jumps: Readonly<Record<string, SourceRange['jump']>> = { i: 'into', o: 'out', '-': 'regular' };

const push1 = 0x60;
const push32 = 0x7f;

/** How many bytes of data follow an opcode. */
export const immediateLength = (opcode: number): number =>
  opcode >= push1 && opcode <= push32 ? opcode - push1 + 1 : 0;

/** The number of the instruction that begins at each byte; what lies within one has none. */
export const instructionNumbers = (code: Uint8Array): Int32Array => {
  const numbers = new Int32Array(code.length).fill(-1);
  let count = 0;
  for (let pc = 0; pc < code.length; pc += 1 + immediateLength(code[pc] ?? 0)) {
    numbers[pc] = count;
    count += 1;
  }
  return numbers;
};
