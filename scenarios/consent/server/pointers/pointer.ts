/**
 * Where a record lies, as the resource server alone reads it: the four kinds of the paper (section III.A: a hash, a
 * connection string, an absolute path, an identifier), and a content id, by which IPFS names blocks.
 *
 * A pointer comes out of a ciphertext that somebody else may have made, so it is input like any other. What reads it
 * (`parse.ts`) knows the server's policy: nothing outside it can be expressed by the types here.
 */
import type { Locator } from '../stores/store.ts';

export type PointerKind = Locator['kind'];

export type Pointer =
  /** SHA-256 of the stored bytes: 64 lower-case hexadecimal digits. */
  | { readonly kind: 'hash'; readonly digest: string }
  /** A key in one of the stores that the server knows by name; address and credentials stay in its configuration. */
  | { readonly kind: 'connectionString'; readonly store: string; readonly key: string }
  /** A file below one of the server's roots; `names` are the folders and the file below it. */
  | { readonly kind: 'path'; readonly root: string; readonly names: readonly string[] }
  /** The key of a row or an object in the server's default store. */
  | { readonly kind: 'identifier'; readonly id: string }
  /** CIDv1, raw codec, SHA-256 (multiformats), in base 32. */
  | { readonly kind: 'cid'; readonly cid: string };

/** What pointers may lead to. Everything that is not named here is out of reach. */
export interface PointerPolicy {
  /** Absolute folders. Absent or empty: no path is allowed. */
  readonly roots: readonly string[];
  /** Stores by name, each with the address under which connection strings may name it, without credentials. */
  readonly stores: Readonly<Record<string, StoreAddress>>;
}

/** `scheme://host:port/database`, lower-case and without defaults, as a connection string has to write it. */
export interface StoreAddress {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
}

/** Characters, in bytes: all of a locator is printable ASCII. */
export const maxLocatorLength = 255;
