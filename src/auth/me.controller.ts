import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { DOORS, ROLES, type Actor } from '../domain/actor.js';
import { CurrentPerson } from './current-person.decorator.js';

const meSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    roles: z.array(z.enum(ROLES)),
    groups: z.array(z.string()),
    via: z.enum(DOORS),
  })
  .meta({ id: 'Me' });

@ApiTags('people')
@Controller('api/v1/me')
export class MeController {
  @Get()
  @ApiOperation({ summary: 'Who is signed in, with which rights' })
  @ApiOkResponse({ standardSchema: meSchema })
  me(@CurrentPerson() actor: Actor): z.infer<typeof meSchema> {
    const { personId, name, roles, groups, via } = actor;
    return { id: personId, name, roles: [...roles], groups: [...groups], via };
  }
}
