import { describe, expect, it } from 'vitest';
import { PermanentError, TransientError } from '../../src/domain/errors.js';
import { JobBroker, type JobFailure, type JobReply } from '../../src/ports/job-broker.port.js';
import { Liveness } from './liveness.js';
import { OutcomeDelivery } from './outcome-delivery.js';

/** Answers completions as scripted, and accepts failures. */
class ScriptedBroker extends JobBroker {
  readonly failures: JobFailure[] = [];
  completions = 0;

  constructor(private readonly answers: readonly (JobReply | Error)[]) {
    super();
  }

  override async complete(): Promise<JobReply> {
    const answer = this.answers[Math.min(this.completions, this.answers.length - 1)] ?? 'accepted';
    this.completions += 1;
    if (answer instanceof Error) throw answer;
    return answer;
  }

  override async fail(_jobKey: string, failure: JobFailure): Promise<JobReply> {
    this.failures.push(failure);
    return 'accepted';
  }

  override async *stream() {}
  override async activate() {
    return [];
  }
  override async throwError(): Promise<JobReply> {
    return 'accepted';
  }
  override reconnect() {}
  override close() {}
}

const busy = new TransientError('ENGINE_UNAVAILABLE', '8 RESOURCE_EXHAUSTED');
const completed = { kind: 'completed', variables: {} } as const;
const deliver = (broker: JobBroker, limitMs: number) =>
  new OutcomeDelivery(broker, new Liveness(), { redeliver: { baseMs: 1, factor: 2, capMs: 20 } }).deliver(
    '1',
    completed,
    AbortSignal.timeout(limitMs),
  );

describe('telling the engine an outcome', () => {
  it('repeats through back-pressure and lost connections', async () => {
    const broker = new ScriptedBroker([busy, busy, busy, 'accepted']);
    expect(await deliver(broker, 5_000)).toBe('accepted');
    expect(broker.completions).toBe(4);
  });

  it('gives up when the job is no longer ours, and says so', async () => {
    await expect(deliver(new ScriptedBroker([busy]), 60)).rejects.toBe(busy);
  });

  it('takes a job that the engine no longer knows for superseded', async () => {
    expect(await deliver(new ScriptedBroker(['superseded']), 1_000)).toBe('superseded');
  });

  it('makes an output that the engine refuses an incident, instead of trying for ever', async () => {
    const broker = new ScriptedBroker([new PermanentError('ENGINE_REFUSED', '3 INVALID_ARGUMENT: too large')]);
    await deliver(broker, 1_000);
    expect(broker.failures).toEqual([
      { kind: 'failed', retries: 0, backoffMs: 0, message: 'ENGINE_REFUSED: 3 INVALID_ARGUMENT: too large' },
    ]);
  });
});
