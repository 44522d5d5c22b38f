/** What a server tells its operator. */
import type { Inquiry } from './inquiry.ts';
import type { PostKind } from './post-forms.ts';
import type { RefusalCode } from './refusal.ts';

/** For the operator's eyes: it names people and reasons. */
export type ServerEvent =
  | { readonly kind: 'served'; readonly inquiry: Inquiry }
  | {
      readonly kind: 'refused';
      readonly code: RefusalCode;
      readonly check: number;
      readonly error?: unknown;
    }
  | { readonly kind: 'accepted'; readonly post: PostKind }
  | {
      readonly kind: 'declined';
      readonly post: PostKind;
      readonly code: RefusalCode;
      readonly error?: unknown;
    };
