import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Domain } from '../domain/approval.js';
import type { RiskClass } from '../domain/change.js';
import { PermanentError } from '../domain/errors.js';
import { CHANNELS, type ChannelId } from '../ports/message-channel.port.js';
import { ProcessEngine } from '../ports/process-engine.port.js';

export type Reason = 'decide' | 'reminder' | 'escalation' | 'decided' | 'outcome' | 'informed';
export type Urgency = 'low' | 'normal' | 'critical';

export interface RoutingFacts {
  readonly reason: Reason;
  readonly urgency: Urgency;
  /** Null for what concerns the change as a whole. */
  readonly domain: Domain | null;
}

const outputSchema = z.object({ channels: z.array(z.enum(CHANNELS)) });

/** When no rule matches, people are still told. */
const DEFAULT_CHANNELS: readonly ChannelId[] = ['in-app', 'email'];

/** Asks the table `routeNotification` on which channels people are told; its owners change it without a developer. */
@Injectable()
export class RoutingTable {
  constructor(private readonly engine: ProcessEngine) {}

  /** Errors: TransientError when the engine is away; PermanentError ROUTING_TABLE when the table answers nonsense. */
  async channelsFor({ reason, urgency, domain }: RoutingFacts): Promise<readonly ChannelId[]> {
    const { output, version } = await this.engine.evaluateDecision({
      decisionId: 'routeNotification',
      variables: { reason, urgency, domain },
    });
    if (output === null) return DEFAULT_CHANNELS;
    const parsed = outputSchema.safeParse(output);
    if (parsed.success) return parsed.data.channels;
    throw new PermanentError(
      'ROUTING_TABLE',
      `routeNotification v${version} must put a list of ${CHANNELS.join(', ')} into "channels". Correct the table and deploy it.`,
    );
  }
}

const ACTIONS: readonly Reason[] = ['decide', 'reminder', 'escalation'];

/** What asks for action is critical when the risk is high or the answer late; news are never critical. */
export function urgencyOf(risk: RiskClass, reason: Reason): Urgency {
  if (reason === 'escalation' || (risk === 'high' && ACTIONS.includes(reason))) return 'critical';
  return risk === 'low' ? 'low' : 'normal';
}
