import { z } from 'zod';
import { runSimulator } from '../shared/run-simulator.ts';
import { start } from './create-arena-simulator.ts';

const settings = z
  .object({
    PORT: z.coerce.number().int().default(4001),
    HOST: z.string().default('127.0.0.1'),
    STATE_FILE: z.string().optional(),
    SIMULATOR_PUBLIC_URL: z.url().optional(),
    PLATFORM_WEBHOOK_URL: z.url().optional(),
    ARENA_EMAIL: z.string().default('integration@countersign.localhost'),
    ARENA_PASSWORD: z.string().default('countersign'),
    ARENA_WORKSPACE_ID: z.coerce.number().int().default(100000001),
    // Far above the product's 10000: a local stack polls every few seconds and must not stand still in the evening.
    ARENA_REQUEST_LIMIT: z.coerce.number().int().default(1_000_000),
  })
  .parse(process.env);

await runSimulator('Arena', () =>
  start({
    port: settings.PORT,
    host: settings.HOST,
    stateFile: settings.STATE_FILE,
    publicUrl: settings.SIMULATOR_PUBLIC_URL ?? `http://localhost:${settings.PORT}`,
    webhookUrl: settings.PLATFORM_WEBHOOK_URL,
    email: settings.ARENA_EMAIL,
    password: settings.ARENA_PASSWORD,
    workspaceId: settings.ARENA_WORKSPACE_ID,
    requestLimit: settings.ARENA_REQUEST_LIMIT,
  }),
);
