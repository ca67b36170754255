import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const record = z.object({
  valueType: z.string(),
  intent: z.string(),
  value: z.record(z.string(), z.unknown()),
});
export type EngineRecord = z.infer<typeof record>;

export interface RecordSink {
  /** What makes a broker export to this sink. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Kinds of records that the exporter would send as well, and that no test needs. */
const unwanted = [
  ...['DECISION', 'DECISIONEVALUATION', 'DEPLOYMENT', 'ERROR', 'ESCALATION', 'FORM', 'JOB', 'JOBBATCH', 'MESSAGE'],
  ...['MESSAGEBATCH', 'MESSAGESTARTEVENTSUBSCRIPTION', 'MESSAGESUBSCRIPTION', 'PROCESS', 'PROCESSINSTANCE'],
  ...['PROCESSINSTANCEBATCH', 'PROCESSINSTANCECREATION', 'PROCESSINSTANCEMODIFICATION', 'PROCESSMESSAGESUBSCRIPTION'],
  ...['RESOURCEDELETION', 'SIGNAL', 'SIGNALSUBSCRIPTION', 'TIMER', 'VARIABLE', 'VARIABLEDOCUMENT', 'CHECKPOINT'],
  ...['COMMANDDISTRIBUTION', 'COMPENSATIONSUBSCRIPTION', 'PROCESSINSTANCEMIGRATION'],
];

/**
 * Receives what a broker exports, in place of the Elasticsearch that the exporter was made for. A broker alone tells
 * nobody the keys of its user tasks or why it stopped; its records do.
 */
export async function startRecordSink(onRecord: (record: EngineRecord) => void): Promise<RecordSink> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const bulk = request.url?.startsWith('/_bulk') === true;
      if (bulk) for (const exported of recordsOf(Buffer.concat(chunks).toString('utf8'))) onRecord(exported);
      response.setHeader('content-type', 'application/json');
      response.end(bulk ? '{"errors":false,"items":[]}' : '{"acknowledged":true}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    environment: exporterEnvironment((server.address() as AddressInfo).port),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** The body of a bulk request has two lines a record: where it goes, and the record. */
function recordsOf(body: string): EngineRecord[] {
  const lines = body.split('\n').filter((line) => line !== '');
  return lines.filter((_, index) => index % 2 === 1).map((line) => record.parse(JSON.parse(line)));
}

function exporterEnvironment(port: number): Record<string, string> {
  const exporter = 'ZEEBE_BROKER_EXPORTERS_RECORDS';
  return {
    [`${exporter}_CLASSNAME`]: 'io.camunda.zeebe.exporter.ElasticsearchExporter',
    [`${exporter}_ARGS_URL`]: `http://127.0.0.1:${port}`,
    [`${exporter}_ARGS_BULK_SIZE`]: '1',
    ...Object.fromEntries(unwanted.map((kind) => [`${exporter}_ARGS_INDEX_${kind}`, 'false'])),
  };
}
