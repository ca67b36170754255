import { z } from 'zod';
import { runSimulator } from '../shared/run-simulator.ts';
import { start } from './create-windchill-simulator.ts';

const settings = z
  .object({
    PORT: z.coerce.number().int().default(4002),
    HOST: z.string().default('127.0.0.1'),
    STATE_FILE: z.string().optional(),
    PLATFORM_WEBHOOK_URL: z.url().optional(),
    WINDCHILL_USER: z.string().default('countersign'),
    WINDCHILL_PASSWORD: z.string().default('countersign'),
  })
  .parse(process.env);

await runSimulator('Windchill', () =>
  start({
    port: settings.PORT,
    host: settings.HOST,
    stateFile: settings.STATE_FILE,
    webhookUrl: settings.PLATFORM_WEBHOOK_URL,
    user: settings.WINDCHILL_USER,
    password: settings.WINDCHILL_PASSWORD,
  }),
);
