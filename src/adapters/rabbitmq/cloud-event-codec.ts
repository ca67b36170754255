import { CloudEvent, type CloudEventV1 } from 'cloudevents';
import { PermanentError } from '../../domain/errors.js';

/** AMQP 0-9-1 has no normative CloudEvents binding, so events travel in structured mode. */
export const CLOUD_EVENT_CONTENT_TYPE = 'application/cloudevents+json; charset=utf-8';

export function encodeCloudEvent(event: CloudEventV1<unknown>): Buffer {
  return Buffer.from(JSON.stringify(new CloudEvent(event)), 'utf8');
}

/** Errors: PermanentError UNREADABLE_EVENT; repeating cannot make it readable. */
export function decodeCloudEvent(content: Buffer): CloudEventV1<unknown> {
  try {
    return new CloudEvent(JSON.parse(content.toString('utf8')) as CloudEventV1<unknown>);
  } catch (error) {
    throw new PermanentError('UNREADABLE_EVENT', `The message is not a CloudEvent 1.0 in JSON: ${String(error)}`, {
      cause: error,
    });
  }
}
