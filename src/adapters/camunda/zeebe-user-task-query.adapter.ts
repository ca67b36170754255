import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ENV, type Env } from '../../config/env.js';
import { PermanentError, TransientError } from '../../domain/errors.js';
import { UserTaskQuery, type CompletedUserTask } from '../../ports/process-engine.port.js';
import { CamundaClient } from './camunda-client.js';

/** 8.6 numbers its keys (and they fit a double no more), 8.8 has them as strings. */
const key = z.union([z.string(), z.number()]).transform(String);

const taskSchema = z.object({
  userTaskKey: key.optional(),
  key: key.optional(),
  state: z.string(),
  assignee: z.string().nullish(),
  completionDate: z.string().nullish(),
  creationDate: z.string().nullish(),
});
const answerSchema = z.object({ items: z.array(taskSchema) });

/** `POST /v2/user-tasks/search` of Camunda 8.6 and 8.8: reads the secondary storage, so it is seconds behind the engine. */
@Injectable()
export class ZeebeUserTaskQuery extends UserTaskQuery {
  private readonly url: string;

  constructor(
    @Inject(ENV) env: Env,
    private readonly camunda: CamundaClient,
  ) {
    super();
    this.url = `${env.ZEEBE_REST_ADDRESS}/v2/user-tasks/search`;
  }
}
