/** What putting a contract on the chain costs, and how large it is: a part of every run, though of no round. */
export interface DeploymentFigures {
  /** By which the scenario calls it. */
  readonly name: string;
  readonly gas: bigint;
  /** Of the creation code with its arguments. */
  readonly creationBytes: number;
  /** Of the code that stays; null where a ready artifact does not tell. */
  readonly deployedBytes: number | null;
}
