import type { ErpnextContext } from './erpnext-context.ts';
import type { Comment } from './erpnext-state.ts';
import { frappeTime } from './frappe-time.ts';
import type { User } from './users.ts';

export interface NewComment {
  readonly type: 'Comment' | 'Workflow';
  readonly reference: string;
  readonly content: string;
  /** Whom the comment names; the API lets a caller name anybody, the owner is who called. */
  readonly email: string;
  readonly by: string;
}

/** Comments under a document; those of type "Workflow" are the trace of who moved it on. */
export function addComment(
  { store, clock }: ErpnextContext,
  user: User,
  { type, reference, content, email, by }: NewComment,
): Comment {
  const now = frappeTime(clock.now());
  const comment: Comment = {
    doctype: 'Comment',
    name: `c${String(store.state.nextComment).padStart(9, '0')}`,
    owner: user.name,
    creation: now,
    modified: now,
    comment_type: type,
    comment_email: email,
    comment_by: by,
    reference_doctype: 'Purchase Order',
    reference_name: reference,
    content,
  };
  store.state.nextComment += 1;
  store.state.comments.push(comment);
  store.save();
  return comment;
}
