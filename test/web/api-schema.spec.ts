import 'reflect-metadata';
import type { INestApplication, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import openapiTypes, { astToString } from 'openapi-typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApprovalsController } from '../../src/approvals/approvals.controller.js';
import { MeController } from '../../src/auth/me.controller.js';
import { ChangesController } from '../../src/changes/changes.controller.js';
import { apiDocument } from '../../src/http/api-document.js';

/** What the page calls. The document is made from the controllers alone, so nothing behind them has to run. */
const controllers: Type[] = [ApprovalsController, ChangesController, MeController];

let app: INestApplication;
beforeAll(async () => {
  const module = await Test.createTestingModule({ controllers })
    .useMocker(() => ({}))
    .compile();
  app = module.createNestApplication({ logger: false });
});
afterAll(() => app.close());

/** `npm run generate:api` runs this with `-u`, which writes the file instead of comparing it. */
it("the page's API types are those of the OpenAPI document", async () => {
  const document = JSON.stringify(apiDocument(app));
  const types = astToString(await openapiTypes(document));
  const header = '/** Generated from the OpenAPI document by `npm run generate:api`. Do not edit. */\n\n';
  await expect(header + types).toMatchFileSnapshot('../../web/src/api/schema.d.ts');
});
