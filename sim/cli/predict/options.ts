/** The options of `bench predict`. All are text: yargs would turn a wrong number into NaN without a word. */
import type { Argv } from 'yargs';
import { jsonOption, text, verboseOption } from '../options.ts';

export const predictOptions = (command: Argv) =>
  command
    .usage(
      '$0 predict\n\nAnswer by formula what a simulation would take minutes to find. --arrivals asks for latency, --attacker for double spends, --delay for stale blocks.',
    )
    .options({
      arrivals: text('Transactions sent per second'),
      capacity: text('Transactions in a full block [no limit]'),
      blocks: text('How blocks come: poisson (proof of work), slots (proof of stake) [both]'),
      confirmations: text('Blocks until it counts, the one with the transaction first [1]'),
      template: text('When it is decided what a block takes: at-block, frozen (a block before) [at-block]'),
      missed: text('Share of slots without a block [0]'),
      'high-share': text('Share of transactions with a higher fee, which go first'),
      attacker: text('Share of the hash rate that the attacker has'),
      risk: text('Probability that is small enough: prints the confirmations that it takes'),
      delay: text('Seconds until other miners know of a block'),
      shares: text('Shares of the hash rate, with commas, adding up to 1'),
      miners: text('Number of equal miners, instead of shares [infinitely many]'),
      interval: text('Seconds between blocks on average, or in a slot'),
      json: jsonOption,
      verbose: verboseOption,
    })
    .group(
      ['arrivals', 'interval', 'capacity', 'blocks', 'confirmations', 'template', 'missed', 'high-share'],
      'Latency:',
    )
    .group(['attacker', 'confirmations', 'risk'], 'Double spends:')
    .group(['delay', 'interval', 'shares', 'miners'], 'Stale blocks:')
    .example('$0 predict --arrivals 5 --interval 13.2 --capacity 100', 'latency, queue and blocks')
    .example(
      '$0 predict --arrivals 100 --interval 12 --capacity 1428 --blocks slots --missed 0.01',
      'slots of which one in a hundred is missed',
    )
    .example('$0 predict --attacker 0.3 --confirmations 6', 'how likely a payment is undone')
    .example('$0 predict --attacker 0.3 --risk 0.001', 'how long to wait until that is unlikely')
    .example('$0 predict --delay 1.142 --interval 13.2 --miners 20', 'how many blocks are found in vain');
