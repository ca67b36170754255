import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiForbiddenResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { decisionSchema } from '../contracts/event-data.js';
import { CurrentPerson } from '../auth/current-person.decorator.js';
import { approvalIdSchema, commentSchema } from '../contracts/values.js';
import type { Actor } from '../domain/actor.js';
import type { ApprovalId } from '../domain/ids.js';
import { problemSchema } from '../http/problem.js';
import { approvalFilterSchema, ApprovalQueries, type ApprovalFilter } from './approval-queries.js';
import { approvalViewSchema, type ApprovalView } from './approval-view.js';
import { DecideApproval } from './decide-approval.js';

const pageOfApprovals = z
  .object({ items: z.array(approvalViewSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'ApprovalPage' });
const summaryQuery = approvalFilterSchema.pick({ scope: true });
const summarySchema = z
  .object({
    pending: z.int(),
    dueToday: z.int(),
    late: z.int(),
    oldestOpenedAt: z.iso.datetime().nullable(),
    bySystem: z.record(z.string(), z.int()),
  })
  .meta({ id: 'ApprovalSummary' });
const decisionBody = z.strictObject({
  decision: z.enum(['approved', 'rejected']),
  comment: commentSchema.default(''),
  /** The `contentDigest` of the approval that was shown. */
  contentDigest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

@ApiTags('approvals')
@Controller('api/v1/approvals')
export class ApprovalsController {
  constructor(
    private readonly queries: ApprovalQueries,
    private readonly decideApproval: DecideApproval,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Approvals of every owning system, oldest first' })
  @ApiOkResponse({ standardSchema: pageOfApprovals })
  async list(@Query({ schema: approvalFilterSchema }) filter: ApprovalFilter, @CurrentPerson() actor: Actor) {
    return this.queries.list(filter, actor);
  }

  @Get('summary')
  @ApiOperation({ summary: 'How many wait, are due today and are late' })
  @ApiOkResponse({ standardSchema: summarySchema })
  async summary(@Query({ schema: summaryQuery }) query: z.infer<typeof summaryQuery>, @CurrentPerson() actor: Actor) {
    return this.queries.summary(query.scope, actor);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: approvalViewSchema })
  async get(
    @Param('id', { schema: approvalIdSchema }) id: ApprovalId,
    @CurrentPerson() actor: Actor,
  ): Promise<ApprovalView> {
    return this.queries.get(id, actor);
  }

  @Post(':id/decision')
  @HttpCode(200)
  @ApiOperation({ summary: 'Approve or reject; a rejection needs a comment' })
  @ApiOkResponse({ standardSchema: decisionSchema.meta({ id: 'Decision' }) })
  @ApiForbiddenResponse({ description: 'OWN_CHANGE or NOT_ELIGIBLE', standardSchema: problemSchema })
  @ApiConflictResponse({
    description: 'ALREADY_DECIDED (with who was first), APPROVAL_CLOSED or CONTENT_CHANGED',
    standardSchema: problemSchema,
  })
  async decide(
    @Param('id', { schema: approvalIdSchema }) approvalId: ApprovalId,
    @Body({ schema: decisionBody }) body: z.infer<typeof decisionBody>,
    @CurrentPerson() actor: Actor,
  ): Promise<z.infer<typeof decisionSchema>> {
    const { verdict, by, byName, via, at, comment } = await this.decideApproval.decide({
      approvalId,
      verdict: body.decision,
      comment: body.comment,
      contentDigest: body.contentDigest,
      actor,
    });
    return { verdict, by, byName, via, at: at.toISOString(), comment };
  }
}
