/** What is sent to a resource server beside requests to read, on the wire: the protocol's text in, a document out. */
import type { PostKind } from '../../protocol/post-forms.ts';
import type { ResourceServer } from '../../protocol/resource-server.ts';
import type { Responder } from './handler.ts';

export const postResponder =
  (server: Pick<ResourceServer, 'post'>, kind: PostKind): Responder =>
  async (text, source) => {
    const answer = await server.post(kind, text, source);
    return answer.kind === 'refused' ? undefined : JSON.stringify(answer.document);
  };
