import type { Decision } from '../domain/approval.js';
import type { ApprovalEntity } from '../persistence/entities/approval.entity.js';

/** The recorded decision of an approval, or null while there is none. */
export function decisionOf(approval: ApprovalEntity): Decision | null {
  const { verdict, decidedBy, decidedByName, decidedVia, decidedAt, comment, contentDigest } = approval;
  if (verdict === null || decidedBy === null || decidedVia === null || decidedAt === null) return null;
  return {
    verdict,
    by: decidedBy,
    byName: decidedByName ?? decidedBy,
    via: decidedVia,
    at: decidedAt,
    comment: comment ?? '',
    contentDigest: contentDigest ?? '',
  };
}

/** The same for events and answers: JSON, without the digest. */
export function decisionJsonOf(approval: ApprovalEntity) {
  const decision = decisionOf(approval);
  if (decision === null) return null;
  const { verdict, by, byName, via, at, comment } = decision;
  return { verdict, by, byName, via, at: at.toISOString(), comment };
}
