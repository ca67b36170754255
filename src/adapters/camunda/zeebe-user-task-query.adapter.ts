import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { UserTaskQuery, type CompletedUserTask } from '../../ports/process-engine.port.js';
import { CamundaSearch, keySchema } from './camunda-search.js';

/** 8.6 says `key`, 8.8 `userTaskKey`. */
const taskSchema = z
  .object({
    key: keySchema.optional(),
    userTaskKey: keySchema.optional(),
    state: z.string(),
    assignee: z.string().nullish(),
    completionDate: z.string().nullish(),
  })
  .transform(({ key, userTaskKey, ...task }, context) => {
    const found = userTaskKey ?? key;
    if (found !== undefined) return { ...task, userTaskKey: found };
    context.addIssue({ code: 'custom', message: 'has no key' });
    return z.NEVER;
  });
type Task = z.output<typeof taskSchema>;

/** `POST /v2/user-tasks/search`. Both methods look at the newest task of the instance alone. */
@Injectable()
export class ZeebeUserTaskQuery extends UserTaskQuery {
  constructor(private readonly camunda: CamundaSearch) {
    super();
  }

  override async findCompletedTask(processInstanceKey: string): Promise<CompletedUserTask | undefined> {
    // A refused decision opens a second task in the same instance. While its completion is not visible yet,
    // the first one's must not be taken for it: that would be a decision in another person's name.
    const task = await this.newestTask(processInstanceKey);
    if (task?.state !== 'COMPLETED' || typeof task.completionDate !== 'string') return undefined;
    return {
      userTaskKey: task.userTaskKey,
      assignee: task.assignee ?? null,
      completedAt: new Date(task.completionDate),
    };
  }

  override async findOpenTask(processInstanceKey: string): Promise<{ readonly userTaskKey: string } | undefined> {
    const task = await this.newestTask(processInstanceKey);
    return task?.state === 'CREATED' ? { userTaskKey: task.userTaskKey } : undefined;
  }

  private async newestTask(processInstanceKey: string): Promise<Task | undefined> {
    const tasks = await this.camunda.search('user-tasks', { processInstanceKey }, taskSchema);
    return tasks.reduce<Task | undefined>(
      (newest, task) => (newest === undefined || BigInt(task.userTaskKey) > BigInt(newest.userTaskKey) ? task : newest),
      undefined,
    );
  }
}
