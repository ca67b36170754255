/** The dependency rule of docs/architecture.md. Tests and simulators may import what they test. */
const feature =
  '^src/(?:changes|approvals|notifications|events|governance|identities|ledger|operations|auth|owning-systems|slack|links|health|relay)/';

const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src|job-workers)/', pathNot: allowed },
});

export default {
  forbidden: [
    only('domain-imports-nothing-but-itself', '^src/domain/', '^src/domain/'),
    {
      name: 'domain-knows-no-package',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: '\\.spec\\.ts$' },
      to: { path: 'node_modules' },
    },
    only('contracts-import-the-domain-only', '^src/contracts/', '^src/(contracts|domain)/'),
    only('ports-import-the-domain-only', '^src/ports/', '^src/(ports|domain)/'),
    only(
      'persistence-imports-domain-and-contracts',
      '^src/persistence/',
      '^src/(persistence|domain|contracts|config)/',
    ),
    only(
      'adapters-import-ports-and-domain',
      '^src/adapters/',
      '^src/(adapters|ports|domain|contracts|config|logging|persistence)/',
    ),
    {
      name: 'features-never-import-adapters',
      severity: 'error',
      from: { path: feature },
      to: { path: '^src/adapters/' },
    },
    {
      name: 'platform-never-imports-workers',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^job-workers/' },
    },
    {
      name: 'production-never-imports-simulators',
      severity: 'error',
      from: { path: '^(src|job-workers|web)/' },
      to: { path: '^(simulators|test|stack|demo)/' },
    },
    {
      name: 'vendor-sdks-only-inside-their-adapter',
      severity: 'error',
      from: { path: '^(src|job-workers)/', pathNot: '^src/adapters/' },
      to: { path: 'node_modules/(@camunda8|@grpc|@slack|nodemailer|amqplib)/' },
    },
    { name: 'no-cycles', severity: 'error', from: { path: '^(src|job-workers)/' }, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node'],
    },
  },
};
