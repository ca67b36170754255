import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { JobContract } from '../../src/contracts/job-contract.js';
import type { JobContext } from './job-context.js';
import { contractOf } from './job-handler.decorator.js';

/** A handler as the runtime calls it: input and output are checked by the contract, not by the compiler. */
export interface RegisteredHandler {
  readonly contract: JobContract;
  /** Class name, for messages about a wrong set-up. */
  readonly name: string;
  handle(input: unknown, job: JobContext): Promise<unknown>;
}

/** Finds the providers that were decorated with `@JobHandler`. */
@Injectable()
export class HandlerRegistry {
  constructor(private readonly discovery: DiscoveryService) {}

  handlers(): RegisteredHandler[] {
    return this.discovery.getProviders().flatMap(({ metatype, instance, name }) => {
      if (typeof metatype !== 'function') return [];
      const contract = contractOf(metatype);
      const handler: unknown = instance;
      return contract !== undefined && isHandler(handler)
        ? [{ contract, name: String(name), handle: (input: unknown, job: JobContext) => handler.handle(input, job) }]
        : [];
    });
  }
}

function isHandler(value: unknown): value is Pick<RegisteredHandler, 'handle'> {
  return typeof value === 'object' && value !== null && 'handle' in value && typeof value.handle === 'function';
}
