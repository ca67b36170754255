import { Metadata, status, type ClientReadableStream } from '@grpc/grpc-js';
import {
  JobBroker,
  type ActivatedJob,
  type JobFailure,
  type JobReply,
  type JobSubscription,
} from '../../ports/job-broker.port.js';
import { activatedJobSchema, activatedJobsSchema } from './activated-job.js';
import type { EngineCredentials } from './camunda-client.js';
import { engineErrorOf, statusOf } from './engine-errors.js';
import { openGatewayChannel, type GatewayChannel } from './gateway-channel.js';

const CALL_LIMIT_MS = 10_000;

/** The job is gone, or in a state that another worker or an operator brought it to. */
const SUPERSEDED: ReadonlySet<number> = new Set([status.NOT_FOUND, status.FAILED_PRECONDITION]);

/** Jobs by gRPC; why not by the SDK's own workers: docs/adr/0004-worker-runtime.md. */
export class ZeebeJobBroker extends JobBroker {
  private channel: GatewayChannel;

  constructor(
    private readonly address: string,
    private readonly credentials: EngineCredentials,
  ) {
    super();
    this.channel = openGatewayChannel(address);
  }

  override async *stream(subscription: JobSubscription, signal: AbortSignal): AsyncIterable<ActivatedJob> {
    const command = `the stream of ${subscription.jobType}`;
    const call = await this.openStream(subscription, command);
    const cancel = () => call.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      if (signal.aborted) return;
      for await (const message of call) yield activatedJobSchema.parse(message);
    } catch (error) {
      if (!isAborted(signal)) throw engineErrorOf(error, command);
    } finally {
      signal.removeEventListener('abort', cancel);
      discard(call);
    }
  }

  override async activate(subscription: JobSubscription, limit: number): Promise<readonly ActivatedJob[]> {
    const command = `the poll for ${subscription.jobType}`;
    // A negative request timeout means: answer now instead of waiting for a job.
    const request = { ...requestOf(subscription), maxJobsToActivate: limit, requestTimeout: -1 };
    const jobs: ActivatedJob[] = [];
    try {
      const call = this.channel.ActivateJobs(request, await this.metadata(), { deadline: Date.now() + CALL_LIMIT_MS });
      for await (const message of call) jobs.push(...activatedJobsSchema.parse(message).jobs);
      return jobs;
    } catch (error) {
      // What arrived before the break is ours and must not wait for its time-out.
      if (jobs.length > 0) return jobs;
      throw engineErrorOf(error, command);
    }
  }

  override complete(jobKey: string, variables: Readonly<Record<string, unknown>>): Promise<JobReply> {
    return this.command('CompleteJob', { jobKey, variables: JSON.stringify(variables) });
  }

  override fail(jobKey: string, { retries, backoffMs, message }: JobFailure): Promise<JobReply> {
    return this.command('FailJob', { jobKey, retries, retryBackOff: Math.round(backoffMs), errorMessage: message });
  }

  override throwError(jobKey: string, { code, message }: { code: string; message: string }): Promise<JobReply> {
    const variables = JSON.stringify({ reason: message });
    return this.command('ThrowError', { jobKey, errorCode: code, errorMessage: message, variables });
  }

  override reconnect(): void {
    const broken = this.channel;
    this.channel = openGatewayChannel(this.address);
    broken.close();
  }

  override close(): void {
    this.channel.close();
  }

  private async openStream(subscription: JobSubscription, command: string) {
    try {
      return this.channel.StreamActivatedJobs(requestOf(subscription), await this.metadata(), {});
    } catch (error) {
      // The identity provider gave no token, or the channel was closed meanwhile.
      throw engineErrorOf(error, command);
    }
  }

  private async command(
    method: 'CompleteJob' | 'FailJob' | 'ThrowError',
    request: Readonly<Record<string, unknown>>,
  ): Promise<JobReply> {
    try {
      const metadata = await this.metadata();
      await new Promise<void>((resolve, reject) => {
        const options = { deadline: Date.now() + CALL_LIMIT_MS };
        this.channel[method](request, metadata, options, (error) => (error === null ? resolve() : reject(error)));
      });
      return 'accepted';
    } catch (error) {
      if (SUPERSEDED.has(statusOf(error) ?? status.OK)) return 'superseded';
      throw engineErrorOf(error, `${method} for job ${String(request['jobKey'])}`);
    }
  }

  private async metadata(): Promise<Metadata> {
    const metadata = new Metadata();
    for (const [name, value] of Object.entries(await this.credentials.getHeaders('ZEEBE'))) metadata.set(name, value);
    return metadata;
  }
}

const requestOf = ({ jobType, workerName, timeoutMs }: JobSubscription) => ({
  type: jobType,
  worker: workerName,
  timeout: timeoutMs,
  tenantIds: ['<default>'],
});

/** Asked anew each time: the compiler takes an earlier answer for lasting. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;

/** A cancelled stream still reports its end as an error; without a listener that would end the process. */
function discard(call: ClientReadableStream<unknown>): void {
  call.on('error', () => undefined);
  call.cancel();
}
