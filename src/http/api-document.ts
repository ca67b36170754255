import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

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
    .addCookieAuth()
    .build();
  return SwaggerModule.createDocument(app, config);
}

/** Serves it at /api/docs (page) and /api/docs-json. */
export function serveApiDocument(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => apiDocument(app));
}
