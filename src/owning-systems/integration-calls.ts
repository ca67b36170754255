import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { ChangeId } from '../domain/ids.js';
import { CountersignError, PermanentError, TransientError } from '../domain/errors.js';
import { digestOf } from '../ledger/entry-hash.js';
import { IntegrationCallEntity } from '../persistence/entities/integration-call.entity.js';
import { untilDatabaseAnswers } from '../persistence/until-database-answers.js';
import { Clock } from '../ports/clock.port.js';

export interface IntegrationCall<Response> {
  readonly key: string;
  readonly system: string;
  readonly operation: string;
  readonly changeId: ChangeId;
  /** What is asked for: the same key with another request is a mistake. JSON only. */
  readonly request: unknown;
  /** Form of the stored response. */
  readonly response: z.ZodType<Response>;
}

/** Longer than the longest operation of an adapter, so that nobody repeats a call that is still running. */
const LEASE_MS = 50_000;
const RETRY_AFTER_MS = 5_000;

type Begun = { readonly done: true; readonly response: unknown } | { readonly done: false; readonly attempt: number };

/**
 * Writes to owning systems, each begun once and finished once. None of the systems knows idempotency keys, so the key
 * is kept here and the adapters read the state before they write. The call itself runs outside of any transaction.
 */
@Injectable()
export class IntegrationCalls {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `work` unless the call succeeded before; then `record` runs in the transaction that marks it as succeeded.
   * Errors: those of `work`; TransientError CALL_IN_PROGRESS while another process is at it;
   * PermanentError CALL_MISMATCH for the same key with another request.
   */
  async run<Response>(
    call: IntegrationCall<Response>,
    work: () => Promise<Response>,
    record: (manager: EntityManager, response: Response) => Promise<void>,
  ): Promise<Response> {
    const begun = await this.begin(call);
    if (begun.done) return call.response.parse(begun.response);
    let response: Response;
    try {
      response = await work();
    } catch (error) {
      await untilDatabaseAnswers(() => this.fail(call.key, begun.attempt, error));
      throw error;
    }
    // The system has done it: the result must not get lost because the database is away for a moment.
    await untilDatabaseAnswers(() => this.finish(call, begun.attempt, response, record));
    return response;
  }

  /** Calls of a change that were begun and have not succeeded; `running` ones may still be at work. */
  async unfinished(changeId: ChangeId, operation: string): Promise<{ system: string; running: boolean }[]> {
    const calls = await this.database
      .getRepository(IntegrationCallEntity)
      .createQueryBuilder('call')
      .where(`call.changeId = :changeId and call.state <> 'succeeded' and call.operation = call.system || :suffix`, {
        changeId,
        suffix: `.${operation}`,
      })
      .getMany();
    return calls.map((call) => ({
      system: call.system,
      running: call.state === 'started' && this.ageOf(call) < LEASE_MS,
    }));
  }

  private ageOf(call: IntegrationCallEntity): number {
    return this.clock.now().getTime() - call.startedAt.getTime();
  }

  private async begin(call: IntegrationCall<unknown>): Promise<Begun> {
    const requestHash = digestOf(call.request);
    return this.database.transaction(async (manager) => {
      await manager.query(
        `insert into integration_call (key, system, operation, change_id, request_hash, state, attempts, started_at)
         values ($1, $2, $3, $4, $5, 'failed', 0, $6) on conflict (key) do nothing`,
        [call.key, call.system, call.operation, call.changeId, requestHash, this.clock.now()],
      );
      const known = await manager.findOneOrFail(IntegrationCallEntity, {
        where: { key: call.key },
        lock: { mode: 'pessimistic_write' },
      });
      if (known.requestHash !== requestHash) {
        throw new PermanentError(
          'CALL_MISMATCH',
          `${call.key} was called before with another request. This is a defect.`,
        );
      }
      if (known.state === 'succeeded') return { done: true, response: known.response };
      const age = this.ageOf(known);
      if (known.state === 'started' && age < LEASE_MS) {
        throw new TransientError('CALL_IN_PROGRESS', `${call.operation} for ${call.changeId} is already running.`, {
          retryAfterMs: Math.min(RETRY_AFTER_MS, LEASE_MS - age),
          waiting: true,
        });
      }
      const attempt = known.attempts + 1;
      await manager.update(
        IntegrationCallEntity,
        { key: call.key },
        { state: 'started', attempts: attempt, startedAt: this.clock.now(), finishedAt: null, error: null },
      );
      return { done: false, attempt };
    });
  }

  /** The attempt's number fences off a process that was slow enough to be overtaken by another. */
  private async finish<Response>(
    call: IntegrationCall<Response>,
    attempt: number,
    response: Response,
    record: (manager: EntityManager, response: Response) => Promise<void>,
  ): Promise<void> {
    await this.database.transaction(async (manager) => {
      const { affected } = await manager
        .createQueryBuilder()
        .update(IntegrationCallEntity)
        .set({ state: 'succeeded', response: response as object, finishedAt: this.clock.now() })
        .where({ key: call.key, attempts: attempt, state: 'started' })
        .execute();
      if (affected === 0) {
        throw new TransientError(
          'CALL_OVERTAKEN',
          `${call.operation} for ${call.changeId} was taken over by another process.`,
        );
      }
      await record(manager, response);
    });
  }

  private async fail(key: string, attempt: number, error: unknown): Promise<void> {
    const text =
      error instanceof CountersignError ? `${error.code}: ${error.message}` : 'unexpected error, see the log';
    await this.database
      .getRepository(IntegrationCallEntity)
      .update(
        { key, attempts: attempt, state: 'started' },
        { state: 'failed', error: text, finishedAt: this.clock.now() },
      );
  }
}
