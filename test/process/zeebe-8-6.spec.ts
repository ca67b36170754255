import { startTestEngine86 } from './engines/engine-8-6.ts';
import { describeFlows } from './suites/flows.suite.ts';

describeFlows('Camunda 8.6.0', startTestEngine86);
