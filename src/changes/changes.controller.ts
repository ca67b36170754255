import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentPerson } from '../auth/current-person.decorator.js';
import { changeContentSchema, changeIdSchema, commentSchema } from '../contracts/values.js';
import type { Actor } from '../domain/actor.js';
import type { ChangeContent } from '../domain/change.js';
import type { ChangeId } from '../domain/ids.js';
import { flagSchema } from '../http/page.js';
import { ChangeDiagrams, diagramSchema, type ChangeDiagram } from './change-diagrams.js';
import { changeFilterSchema, ChangeQueries, type ChangeFilter } from './change-queries.js';
import { ChangeSubmission } from './change-submission.js';
import {
  changeSummarySchema,
  changeViewSchema,
  timelineSchema,
  type ChangeView,
  type Timeline,
} from './change-view.js';
import { ChangeWithdrawal } from './change-withdrawal.js';

const pageOfChanges = z
  .object({ items: z.array(changeSummarySchema), nextCursor: z.string().nullable() })
  .meta({ id: 'ChangePage' });
const createOptions = z.object({ draft: flagSchema });
const withdrawal = z.strictObject({ reason: commentSchema.pipe(z.string().min(1, 'say why')) });

@ApiTags('changes')
@Controller('api/v1/changes')
export class ChangesController {
  constructor(
    private readonly submission: ChangeSubmission,
    private readonly withdrawals: ChangeWithdrawal,
    private readonly queries: ChangeQueries,
    private readonly diagrams: ChangeDiagrams,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Submit a change, or keep it as a draft' })
  @ApiCreatedResponse({ standardSchema: changeViewSchema })
  async create(
    @Body({ schema: changeContentSchema }) content: ChangeContent,
    @Query({ schema: createOptions }) options: z.infer<typeof createOptions>,
    @CurrentPerson() actor: Actor,
  ): Promise<ChangeView> {
    const change =
      options.draft === true
        ? await this.submission.createDraft(content, actor)
        : await this.submission.submitNew(content, actor);
    return this.queries.get(change.id, actor);
  }

  @Get()
  @ApiOperation({ summary: 'Changes, newest first; drafts only their requester sees' })
  @ApiOkResponse({ standardSchema: pageOfChanges })
  async list(@Query({ schema: changeFilterSchema }) filter: ChangeFilter, @CurrentPerson() actor: Actor) {
    return this.queries.list(filter, actor);
  }

  @Get(':id')
  @ApiOperation({ summary: 'A change with its approvals and its objects in the owning systems' })
  @ApiOkResponse({ standardSchema: changeViewSchema })
  async get(@Param('id', { schema: changeIdSchema }) id: ChangeId, @CurrentPerson() actor: Actor): Promise<ChangeView> {
    return this.queries.get(id, actor);
  }

  @Post(':id/submit')
  @HttpCode(200)
  @ApiOperation({ summary: 'Submit a draft' })
  @ApiOkResponse({ standardSchema: changeViewSchema })
  async submit(
    @Param('id', { schema: changeIdSchema }) id: ChangeId,
    @CurrentPerson() actor: Actor,
  ): Promise<ChangeView> {
    await this.submission.submitDraft(id, actor);
    return this.queries.get(id, actor);
  }

  @Post(':id/withdraw')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a change back; only its requester, and only before it is approved' })
  @ApiNoContentResponse()
  async withdraw(
    @Param('id', { schema: changeIdSchema }) id: ChangeId,
    @Body({ schema: withdrawal }) body: z.infer<typeof withdrawal>,
    @CurrentPerson() actor: Actor,
  ): Promise<void> {
    await this.withdrawals.withdraw(id, actor, body.reason);
  }

  @Get(':id/timeline')
  @ApiOperation({ summary: 'Everything that happened to the change in every system' })
  @ApiOkResponse({ standardSchema: timelineSchema })
  async timeline(
    @Param('id', { schema: changeIdSchema }) id: ChangeId,
    @CurrentPerson() actor: Actor,
  ): Promise<Timeline> {
    await this.queries.get(id, actor);
    return this.queries.timeline(id);
  }

  @Get(':id/diagram')
  @ApiOperation({ summary: 'The diagrams of the running processes and where they stand' })
  @ApiOkResponse({ standardSchema: diagramSchema })
  async diagram(
    @Param('id', { schema: changeIdSchema }) id: ChangeId,
    @CurrentPerson() actor: Actor,
  ): Promise<ChangeDiagram> {
    const change = await this.queries.get(id, actor);
    return this.diagrams.of(change);
  }
}
