import { z } from 'zod';
import { runSimulator } from '../shared/run-simulator.ts';
import { start } from './create-erpnext-simulator.ts';

const settings = z
  .object({
    PORT: z.coerce.number().int().default(4003),
    HOST: z.string().default('127.0.0.1'),
    STATE_FILE: z.string().optional(),
    PLATFORM_WEBHOOK_URL: z.url().optional(),
    ERPNEXT_API_KEY: z.string().default('countersign'),
    ERPNEXT_API_SECRET: z.string().default('countersign'),
    ERPNEXT_WEBHOOK_SECRET: z.string().default('countersign'),
  })
  .parse(process.env);

const webhook =
  settings.PLATFORM_WEBHOOK_URL === undefined
    ? undefined
    : { url: settings.PLATFORM_WEBHOOK_URL, secret: settings.ERPNEXT_WEBHOOK_SECRET };

await runSimulator('ERPNext', () =>
  start({
    port: settings.PORT,
    host: settings.HOST,
    stateFile: settings.STATE_FILE,
    webhook,
    apiKey: settings.ERPNEXT_API_KEY,
    apiSecret: settings.ERPNEXT_API_SECRET,
  }),
);
