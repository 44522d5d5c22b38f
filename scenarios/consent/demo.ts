/** `bench demo`: the paper's Figure 2 on a console, with real cryptography and the real contract. */
import { defineCommand } from '../../sim/index.ts';
import { attackNames } from './demonstration/attack-names.ts';

export default defineCommand({
  describe: 'Walk through the six steps of a consent, with everything that is sent and who can read it',
  options: {
    attack: {
      kind: 'choice',
      choices: attackNames,
      describe: 'Then try to get round it',
    },
    seed: { kind: 'whole', least: 0, most: 2 ** 32 - 1, describe: 'What keys and record are drawn from [1]' },
  },
  run: async ({ attack, seed = 1 }, { print }) => {
    const { demonstrate } = await import('./demonstration/demonstrate.ts');
    return (await demonstrate({ seed, attack, print })) ? 0 : 1;
  },
});
