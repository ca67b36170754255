import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

/** The OpenAPI document of `/api/v1`, made from the same zod schemas that validate. */
export function apiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Countersign')
    .setDescription(
      'Changes and their approvals over every owning system. Errors are application/problem+json (RFC 9457). ' +
        'Requests that change something and carry a session cookie need the header x-countersign-csrf: 1.',
    )
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .addCookieAuth('countersign_session')
    .addSecurityRequirements('cookie')
    .build();
  return withProblems(SwaggerModule.createDocument(app, config));
}

/** Every route answers errors in the one way that the filter has, whether its decorators mention them or not. */
function withProblems(document: OpenAPIObject): OpenAPIObject {
  for (const { get, post } of Object.values(document.paths)) {
    for (const operation of [get, post]) {
      if (operation === undefined) continue;
      for (const [status, response] of Object.entries(operation.responses)) {
        if (Number(status) >= 400 && response !== undefined && 'description' in response) response.content = PROBLEM;
      }
      operation.responses['default'] ??= { description: 'What is wrong, and what to do next', content: PROBLEM };
    }
  }
  return document;
}

/** Serves it at /api/docs (page) and /api/docs-json. */
export function serveApiDocument(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => apiDocument(app));
}
