import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildServer, buildWeb } from './build.ts';
import { fetchPart } from './engine/maven.ts';
import { putTasklistIndexTemplate } from './engine/tasklist-index-template.ts';
import { waitForForms } from './engine/tasklist-forms.ts';
import { addSamplePeople } from './engine/webapps-people.ts';
import { repositoryFolder } from './folders.ts';
import { runTool } from './run-tool.ts';
import { submitSampleChange } from './sample-change.ts';
import type { StackContext } from './services.ts';
import type { ServiceName } from './service.ts';
import type { Step } from './steps.ts';
import type { Supervisor } from './supervisor.ts';

const simulators = ['arena', 'windchill', 'erpnext', 'slack', 'mailbox', 'identity-provider'] as const;

/** What `npm start` does after its checks, in the order of DESIGN: engine and database first, then what needs them. */
export function startSteps({ settings, home, urls, env }: StackContext, supervisor: Supervisor): readonly Step[] {
  // The template must be there before Tasklist makes its indices, and only then.
  const prepared = home.data('webapps-prepared');
  let formKeys: string[] = [];

  const service = (name: string, after: readonly string[], ...services: readonly ServiceName[]): Step => ({
    name,
    after,
    run: async () => {
      await Promise.all(services.map((one) => supervisor.start(one)));
      return undefined;
    },
  });

  return [
    {
      name: 'Camunda (Maven)',
      after: [],
      run: async () => {
        await fetchPart('opensearch');
        await fetchPart('camunda');
        return undefined;
      },
    },
    service('PostgreSQL', [], 'postgres'),
    service('OpenSearch', ['Camunda (Maven)'], 'opensearch'),
    service('Zeebe broker', ['Camunda (Maven)'], 'broker'),
    { name: 'build of the server', after: [], run: async () => ((await buildServer()) ? undefined : 'unchanged') },
    {
      name: 'build of the web app',
      after: ['build of the server'],
      run: async () => ((await buildWeb()) ? undefined : 'unchanged'),
    },
    {
      name: 'Operate and Tasklist',
      // Both apps end themselves when they find shards that are not recovered yet.
      after: ['OpenSearch'],
      run: async () => {
        if (!existsSync(prepared)) await putTasklistIndexTemplate(urls.openSearch);
        await supervisor.start('webapps');
        await addSamplePeople(urls.openSearch);
        writeFileSync(prepared, '');
        return undefined;
      },
    },
    service('simulators', ['build of the server'], ...simulators),
    {
      name: 'migrations',
      after: ['PostgreSQL', 'build of the server'],
      run: async () => (await runTool('The migration', 'dist/src/persistence/migrate.js', env)).trim(),
    },
    {
      name: 'sample people',
      after: ['migrations'],
      run: async () => {
        const file = path.join(repositoryFolder, 'simulators', 'people.json');
        return (
          await runTool('The import of people', 'dist/src/cli/countersign.js', env, ['people', 'import', file])
        ).trim();
      },
    },
    {
      name: 'models, tables and forms',
      after: ['Zeebe broker', 'build of the server'],
      run: async () => {
        const output = await runTool('The deployment', 'dist/src/adapters/camunda/deploy.js', env);
        formKeys = [...output.matchAll(/^\S+\.form: .*\(key (\d+)\)/gm)].map(([, key = '']) => key);
        return undefined;
      },
    },
    service(
      'platform',
      ['sample people', 'models, tables and forms', 'simulators', 'build of the web app'],
      'platform',
    ),
    service('job workers', ['sample people', 'models, tables and forms', 'simulators'], 'workers'),
    {
      name: 'forms in Tasklist',
      after: ['Operate and Tasklist', 'models, tables and forms'],
      run: async () => {
        await waitForForms(urls.openSearch, formKeys, 120_000);
        return undefined;
      },
    },
    ...(settings.sampleChange ? [sampleChange(urls.platform)] : []),
  ];
}

function sampleChange(platform: string): Step {
  return {
    name: 'sample change',
    after: ['platform', 'job workers', 'forms in Tasklist'],
    run: async () => (await submitSampleChange(platform)) ?? 'there are changes already',
  };
}
