import { setTimeout as delay } from 'node:timers/promises';
import { CamundaClient } from '../../../src/adapters/camunda/camunda-client.js';
import { TransientError } from '../../../src/domain/errors.js';

/** A process of one job; with an error code it may end by that error, too. Its id, and the element's, is the job type. */
const diagram = (jobType: string, errorCode: string | undefined) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="test">
  <bpmn:process id="${jobType}-process" isExecutable="true">
    <bpmn:startEvent id="begin"><bpmn:outgoing>to-job</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="to-job" sourceRef="begin" targetRef="${jobType}" />
    <bpmn:serviceTask id="${jobType}">
      <bpmn:extensionElements><zeebe:taskDefinition type="${jobType}" retries="5" /></bpmn:extensionElements>
      <bpmn:incoming>to-job</bpmn:incoming><bpmn:outgoing>to-end</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="to-end" sourceRef="${jobType}" targetRef="done" />
    <bpmn:endEvent id="done"><bpmn:incoming>to-end</bpmn:incoming></bpmn:endEvent>
    ${errorCode === undefined ? '' : caught(jobType)}
  </bpmn:process>
  ${errorCode === undefined ? '' : `<bpmn:error id="error" name="${errorCode}" errorCode="${errorCode}" />`}
</bpmn:definitions>`;

const caught = (jobType: string) => `<bpmn:boundaryEvent id="caught" attachedToRef="${jobType}">
      <bpmn:outgoing>to-refused-end</bpmn:outgoing><bpmn:errorEventDefinition id="caught-error" errorRef="error" />
    </bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="to-refused-end" sourceRef="caught" targetRef="refused-end" />
    <bpmn:endEvent id="refused-end"><bpmn:incoming>to-refused-end</bpmn:incoming></bpmn:endEvent>`;

/** Deploys and starts processes of one job each. */
export class JobProcesses {
  private readonly camunda: CamundaClient;

  constructor(grpcAddress: string) {
    this.camunda = new CamundaClient({
      ZEEBE_GRPC_ADDRESS: grpcAddress,
      ZEEBE_REST_ADDRESS: 'http://127.0.0.1:1',
      CAMUNDA_AUTH_STRATEGY: 'NONE',
    });
  }

  async deploy(jobType: string, errorCode?: string): Promise<void> {
    const process = Buffer.from(diagram(jobType, errorCode));
    await this.camunda.command('deployment', (zeebe) => zeebe.deployResource({ name: `${jobType}.bpmn`, process }));
  }

  async start(jobType: string, variables: Readonly<Record<string, string | number>> = {}): Promise<void> {
    await this.camunda.command('start', (zeebe) =>
      zeebe.createProcessInstance({ bpmnProcessId: `${jobType}-process`, variables: { ...variables } }),
    );
  }

  /** Starts many at once, each until the engine takes it. Returns how often it refused for back-pressure. */
  async startMany(jobType: string, count: number): Promise<number> {
    let refusals = 0;
    const startOne = async (n: number): Promise<void> => {
      try {
        await this.start(jobType, { n });
      } catch (error) {
        if (!(error instanceof TransientError)) throw error;
        refusals += 1;
        await delay(20 + Math.random() * 200);
        await startOne(n);
      }
    };
    await Promise.all(Array.from({ length: count }, (_, n) => startOne(n)));
    return refusals;
  }

  close(): Promise<void> {
    return this.camunda.close();
  }
}
