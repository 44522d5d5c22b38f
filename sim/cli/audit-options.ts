/** The options of `bench audit`. */
import type { Argv } from 'yargs';
import { jsonOption, text, verboseOption } from './options.ts';

export const auditOptions = (command: Argv) =>
  command
    .usage(
      '$0 audit <file>\n\nSay whether a published table is possible at all: a Markdown, CSV, TSV or JSON file, or - for standard input.',
    )
    .positional('file', { type: 'string', demandOption: true, describe: 'File with one table or several' })
    .options({
      definition: text(
        'How the columns were computed: caliper<=0.3, caliper>=0.4, caliper-prometheus, hyperledger-metrics, or auto for all [auto]',
      ),
      claim: {
        type: 'string',
        array: true,
        requiresArg: true,
        nargs: 1,
        default: [] as string[],
        describe: 'A claim about the tables, as an expression; may be repeated',
      },
      json: jsonOption,
      verbose: verboseOption,
    })
    .example('$0 audit table.md', 'every rule on every row, under each definition of the columns')
    .example("$0 audit table.csv --definition 'caliper<=0.3'", 'under one')
    .example(
      "$0 audit table.csv --claim 'mean(avg[1].GetMS) < mean(avg[2].GetMS)'",
      'what the text says of it',
    )
    .example('pandoc paper.html -t gfm | $0 audit -', 'from a pipe');
