import { z } from 'zod';
import { APPROVAL_STATES, DOMAINS, type RequiredApproval } from '../domain/approval.js';
import { CHANGE_TYPES, OWNING_SYSTEM_IDS, RISK_CLASSES, type ChangeContent } from '../domain/change.js';
import { isApprovalId, isChangeId } from '../domain/ids.js';

/**
 * Control characters (but tab and line breaks) have no place in text that people read, and neither PostgreSQL nor the
 * ledger's canonical JSON can hold NUL or half of a surrogate pair.
 */
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u;
/** Text without blanks around it, of `max` characters at most. */
export const plainText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => !forbidden.test(text), 'contains control characters or half characters');

export const changeIdSchema = z
  .string()
  .refine(isChangeId, 'must look like CR-2026-000123')
  .meta({ example: 'CR-2026-000123' });
export const approvalIdSchema = z
  .string()
  .refine(isApprovalId, 'must look like CR-2026-000123-A1')
  .meta({ example: 'CR-2026-000123-A1' });

/** ISO 8601 duration of days or a time part; months and years have no fixed length and are refused. */
export const durationSchema = z
  .string()
  .regex(/^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/, 'must be an ISO 8601 duration such as P2D or PT4H');

export const commentSchema = plainText(4_000);

export const changeContentSchema = z.strictObject({
  type: z.enum(CHANGE_TYPES),
  title: plainText(200).min(3),
  description: plainText(20_000).default(''),
  reason: plainText(4_000).default(''),
  site: plainText(60).min(1),
  costImpact: z
    .number()
    .min(0)
    .max(1e12)
    .multipleOf(0.01)
    // multipleOf lets fractions pass that are smaller than its precision.
    .refine((amount) => Number(amount.toFixed(2)) === amount, 'must have two decimals at most')
    .default(0),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code')
    .default('EUR'),
  riskClass: z.enum(RISK_CLASSES).default('medium'),
  hasSupplierImpact: z.boolean().default(false),
  affectedItems: z
    .array(
      z.strictObject({
        number: plainText(100).min(1),
        revision: plainText(20).optional(),
        description: plainText(500).optional(),
      }),
    )
    .max(200)
    .default([]),
}) satisfies z.ZodType<ChangeContent>;

export const requiredApprovalSchema = z.object({
  ruleId: z.string().min(1),
  ruleNumber: z.int().positive(),
  tableVersion: z.int().positive(),
  domain: z.enum(DOMAINS),
  stage: z.int().positive(),
  owningSystem: z.enum(OWNING_SYSTEM_IDS),
  accountable: z.string().min(1),
  consulted: z.array(z.string()),
  informed: z.array(z.string()),
  dueIn: durationSchema,
  remindEvery: durationSchema,
  escalateTo: z.string().min(1),
}) satisfies z.ZodType<RequiredApproval>;

/** What selectApprovals decides on. */
export const changeFactsSchema = z.object({
  changeType: z.enum(CHANGE_TYPES),
  site: z.string(),
  costImpact: z.number(),
  riskClass: z.enum(RISK_CLASSES),
  hasSupplierImpact: z.boolean(),
});

export const outcomeSchema = z.enum(APPROVAL_STATES).exclude(['open']);
