/** The whole demonstration: the six steps, who can read what, and attempts to get round it. */
import type { AttackName } from './attack-names.ts';
import { attacks, type Scene } from './attacks.ts';
import { type Knowledge, knowledge } from './knowledge.ts';
import { assembleParties } from './parties.ts';
import { access, authorize, prepare } from './six-steps.ts';
import { detail, heading, message } from './transcript.ts';

export interface DemonstrationOptions {
  readonly seed: number;
  readonly attack: AttackName | undefined;
  readonly print: (line: string) => void;
}

/** Whether every attempt was refused. */
export const demonstrate = async ({ seed, attack, print }: DemonstrationOptions): Promise<boolean> => {
  const parties = await assembleParties(seed);
  try {
    print(
      'SP patient · MS medical staff · HP hospital · MDRS resource server · BC chain (instant, one block per transaction)',
    );
    const prepared = await prepare(parties, print);
    const wanted = await authorize(parties, prepared, print);
    const { pending, plaintext } = await access(parties, wanted, print);
    print(heading('Who can read what, by trying with all that each has'));
    print(knowledgeHeader);
    for (const one of await knowledge(parties, wanted, plaintext)) print(knowledgeLine(one));
    return attack === undefined || (await attempt(attack, { parties, wanted, overheard: pending }, print));
  } finally {
    await parties.live.stop();
  }
};

const knowledgeHeader = `   ${''.padEnd(28)} encrypted address   of the paper's leaked fields`;

const knowledgeLine = ({ who, address, fieldCount, fieldsInAll }: Knowledge): string =>
  `   ${who.padEnd(28)} ${address.padEnd(19)} ${fieldCount} of ${fieldsInAll}`;

const attempt = async (
  name: AttackName,
  scene: Scene,
  print: DemonstrationOptions['print'],
): Promise<boolean> => {
  const { server, refusals } = scene.parties;
  let isRefused = true;
  print(heading(`Attack: ${name}`));
  for (const { what, body } of attacks[name]) {
    const answer = await server.handle(await body(scene), 'elsewhere');
    const inside = refusals.at(-1);
    print(`   ${what}`);
    print(
      message(
        'MDRS',
        '?',
        `outside: ${JSON.stringify(answer.kind === 'refused' ? answer : { kind: answer.kind })}`,
      ),
    );
    if (answer.kind === 'refused') print(detail('inside', `check ${inside?.check}: ${inside?.code}`));
    isRefused &&= answer.kind === 'refused';
  }
  return isRefused;
};
