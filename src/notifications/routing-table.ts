import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Domain } from '../domain/approval.js';
import type { RiskClass } from '../domain/change.js';
import { PermanentError } from '../domain/errors.js';
import { Logger } from '../logging/logger.js';
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

/** When the table has no answer, people are still told. */
const DEFAULT_CHANNELS: readonly ChannelId[] = ['in-app', 'email'];

/** Asks the table `routeNotification` on which channels people are told; its owners change it without a developer. */
@Injectable()
export class RoutingTable {
  constructor(
    private readonly engine: ProcessEngine,
    private readonly logger: Logger,
  ) {}

  /**
   * A table that is not deployed or answers nonsense is reported, and costs nobody his message.
   * Errors: TransientError while the engine is away.
   */
  async channelsFor({ reason, urgency, domain }: RoutingFacts): Promise<readonly ChannelId[]> {
    try {
      const variables = { reason, urgency, domain };
      const { output } = await this.engine.evaluateDecision({ decisionId: 'routeNotification', variables });
      return output === null ? DEFAULT_CHANNELS : outputSchema.parse(output).channels;
    } catch (error) {
      if (!(error instanceof PermanentError || error instanceof z.ZodError)) throw error;
      this.logger.error({ reason, urgency, domain, error }, 'NOTIFY-006 routeNotification has no usable answer');
      return DEFAULT_CHANNELS;
    }
  }
}

const ACTIONS: readonly Reason[] = ['decide', 'reminder', 'escalation'];

/** What asks for action is critical when the risk is high or the answer late; news are never critical. */
export function urgencyOf(risk: RiskClass, reason: Reason): Urgency {
  if (reason === 'escalation' || (risk === 'high' && ACTIONS.includes(reason))) return 'critical';
  return risk === 'low' ? 'low' : 'normal';
}
