import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CurrentPerson } from '../auth/current-person.decorator.js';
import { SignInFirst } from '../auth/sign-in-first.decorator.js';
import type { Actor } from '../domain/actor.js';
import type { LinkClaims } from './deep-links.js';
import { renderPage } from './html-page.js';
import { LinkLanding } from './link-landing.js';

/** Lenient on purpose: a person who followed a damaged link deserves a page, not a list of schema errors. */
const querySchema = z.object({
  for: z.string().max(200).optional().catch(undefined),
  until: z
    .string()
    .regex(/^\d{1,12}$/)
    .optional()
    .catch(undefined),
  sig: z.string().max(100).optional().catch(undefined),
  to: z.enum(['web', 'tasklist', 'owning-system']).catch('web'),
  round: z.coerce.number().int().min(0).max(1_000).catch(0),
});

/** Where the links in messages land. GET and HEAD show or lead on; nothing here decides. */
@ApiExcludeController()
@SignInFirst()
@Controller('go/approvals')
export class LinksController {
  constructor(private readonly landing: LinkLanding) {}

  @Get(':id')
  async follow(
    @Param('id') approvalId: string,
    @Query() given: Record<string, unknown>,
    @CurrentPerson() reader: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const query = querySchema.parse(given);
    const landing = await this.landing.follow(
      {
        approvalId,
        claims: claimsOf(query),
        fromOwnPage: request.headers['sec-fetch-site'] === 'same-origin',
        target: query.to,
        round: query.round,
        self: (round) => selfAt(request, round),
      },
      reader,
    );
    response.setHeader('cache-control', 'no-store');
    if (landing.kind === 'redirect') response.redirect(302, landing.url);
    else response.status(landing.status).type('html').send(renderPage(landing.page));
  }
}

function claimsOf(query: z.infer<typeof querySchema>): LinkClaims | undefined {
  const { for: person, until, sig } = query;
  return person === undefined || until === undefined || sig === undefined ? undefined : { for: person, until, sig };
}

/** The address of this very request, at another round of waiting. */
function selfAt(request: Request, round: number): string {
  const url = new URL(request.originalUrl, 'http://here.invalid');
  url.searchParams.set('round', String(round));
  return `${url.pathname}${url.search}`;
}
