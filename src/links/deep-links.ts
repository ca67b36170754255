import { Inject, Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { ENV, type Env } from '../config/env.js';
import type { ApprovalId, PersonId } from '../domain/ids.js';
import { Clock } from '../ports/clock.port.js';

const LIFETIME_MS = 14 * 24 * 3_600_000;

/** Where a link lands: the web inbox by default. */
export type LinkTarget = 'web' | 'tasklist' | 'owning-system';

/** The signed part of a link's query. */
export interface LinkClaims {
  readonly for: string;
  /** Unix time in seconds, as text. */
  readonly until: string;
  readonly sig: string;
}

export type LinkVerdict = 'valid' | 'expired' | 'foreign' | 'altered';

/**
 * Links in messages: signed, expiring, bound to one approval and one person. They only show; a link that leaked or
 * that a scanner follows can do nothing, and another person who opens it is told whose it is not.
 */
@Injectable()
export class DeepLinks {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'PUBLIC_URL' | 'LINK_SECRET'>,
    private readonly clock: Clock,
  ) {}

  forApproval(approvalId: ApprovalId, personId: PersonId, to: LinkTarget = 'web'): string {
    const until = String(Math.floor((this.clock.now().getTime() + LIFETIME_MS) / 1_000));
    const query = new URLSearchParams({ for: personId, until, sig: this.sign(approvalId, personId, until) });
    if (to !== 'web') query.set('to', to);
    return `${this.env.PUBLIC_URL}/go/approvals/${approvalId}?${query.toString()}`;
  }

  /** Pages of changes need no signature: everybody who is signed in may read them. */
  forChange(changeId: string): string {
    return `${this.env.PUBLIC_URL}/changes/${changeId}`;
  }

  check(approvalId: string, claims: LinkClaims, reader: PersonId): LinkVerdict {
    const expected = Buffer.from(this.sign(approvalId, claims.for, claims.until));
    const given = Buffer.from(claims.sig);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'altered';
    if (Number(claims.until) * 1_000 < this.clock.now().getTime()) return 'expired';
    return claims.for === reader ? 'valid' : 'foreign';
  }

  private sign(approvalId: string, personId: string, until: string): string {
    return createHmac('sha256', this.env.LINK_SECRET)
      .update(JSON.stringify(['approval-link', approvalId, personId, until]))
      .digest('base64url');
  }
}
