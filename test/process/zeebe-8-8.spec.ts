import { startTestEngine88 } from './engines/engine-8-8.ts';
import { describeFlows } from './suites/flows.suite.ts';

describeFlows('the 8.8.21 engine in memory', startTestEngine88);
