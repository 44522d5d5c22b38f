/** What the place that we write to can show. NO_COLOR, CI and TERM=dumb are honoured. */
export interface Screen {
  readonly color: boolean;
  readonly progress: 'none' | 'plain' | 'drawn';
}

export const detectScreen = (quiet: boolean): Screen => {
  const { NO_COLOR, TERM } = process.env;
  const isPlain = isCi() || TERM === 'dumb';
  const isDrawn = process.stderr.isTTY === true && !isPlain;
  return {
    color: process.stdout.isTTY === true && !isSet(NO_COLOR) && !isPlain,
    progress: quiet ? 'none' : isDrawn ? 'drawn' : 'plain',
  };
};

/** A service runs this, as CI says: what is committed is not for it to write. */
export const isCi = (): boolean => isSet(process.env.CI);

/** no-color.org: present and not an empty string. */
const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';
