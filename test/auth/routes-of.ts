import type { NestExpressApplication } from '@nestjs/platform-express';
import { z } from 'zod';

/** What express 5 keeps of its routes; its own types do not show it. */
const stackSchema = z.array(
  z.object({
    route: z.object({ path: z.string(), methods: z.record(z.string(), z.boolean()) }).optional(),
  }),
);

export interface Route {
  readonly method: string;
  readonly path: string;
}

/** All routes that controllers serve, with something plausible in place of parameters. */
export function routesOf(app: NestExpressApplication): Route[] {
  const express: { readonly router: { readonly stack: unknown } } = app.getHttpAdapter().getInstance();
  return stackSchema.parse(express.router.stack).flatMap(({ route }) =>
    Object.keys(route?.methods ?? {}).map((method) => ({
      method: method.toUpperCase(),
      path: (route?.path ?? '').replace(/:\w+/g, 'CR-2026-000001'),
    })),
  );
}
