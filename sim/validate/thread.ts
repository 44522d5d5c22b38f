/** What a thread of the pool runs. */
export { observe as default } from './observation.ts';
