import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentPerson } from '../auth/current-person.decorator.js';
import type { Actor } from '../domain/actor.js';
import { limitSchema } from '../http/page.js';
import { InAppInbox } from './in-app-inbox.js';
import { outgoingMessageSchema } from './outgoing-message.schema.js';

const querySchema = z.object({ limit: limitSchema });
/** A bigint of the database: longer digits would be an error there. */
const idSchema = z.string().regex(/^[1-9]\d{0,17}$/);
const itemSchema = outgoingMessageSchema
  .omit({ decidable: true, contentDigest: true })
  .extend({ id: z.string(), at: z.iso.datetime() })
  .meta({ id: 'InAppNotification' });
const listSchema = z.object({ items: z.array(itemSchema) }).meta({ id: 'InAppNotifications' });
const readSchema = z.object({ id: z.string() }).meta({ id: 'ReadNotification' });

@ApiTags('notifications')
@Controller('api/v1/notifications')
export class NotificationsController {
  constructor(private readonly inbox: InAppInbox) {}

  @Get()
  @ApiOperation({ summary: 'What the reader is told in the app and has not read yet, newest first' })
  @ApiOkResponse({ standardSchema: listSchema })
  async list(
    @Query({ schema: querySchema }) query: z.infer<typeof querySchema>,
    @CurrentPerson() reader: Actor,
  ): Promise<z.infer<typeof listSchema>> {
    return { items: await this.inbox.unread(reader.personId, query.limit) };
  }

  @Post(':id/read')
  @HttpCode(200)
  @ApiOperation({ summary: 'Marks one as read' })
  @ApiOkResponse({ standardSchema: readSchema })
  async read(
    @Param('id', { schema: idSchema }) id: string,
    @CurrentPerson() reader: Actor,
  ): Promise<z.infer<typeof readSchema>> {
    await this.inbox.markRead(id, reader.personId);
    return { id };
  }
}
