import express, { type Express } from 'express';
import { controlRoutes, type Controls } from './control-routes.ts';

/** What every simulated product begins with: no trace of express, no conditional answers, and the controls under /_sim. */
export function simulatorApp(controls: Controls): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use('/_sim', controlRoutes(controls));
  return app;
}
