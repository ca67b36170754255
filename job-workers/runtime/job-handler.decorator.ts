import { Injectable } from '@nestjs/common';
import type { JobContract } from '../../src/contracts/job-contract.js';
import type { HandlesJob } from './job-context.js';

const CONTRACT = Symbol('job contract');

/** Makes a provider the handler of one job type. The compiler checks `handle` against the contract; boot checks the rest. */
export function JobHandler<Contract extends JobContract>(contract: Contract) {
  return (target: new (...dependencies: never[]) => HandlesJob<Contract>): void => {
    Injectable()(target);
    Reflect.defineMetadata(CONTRACT, contract, target);
  };
}

/** The contract that a class handles; undefined for every other provider. */
export function contractOf(target: object): JobContract | undefined {
  return Reflect.getMetadata(CONTRACT, target) as JobContract | undefined;
}
