import { Command } from 'commander';
import { LedgerVerifier } from '../ledger/ledger-verifier.js';
import { withDatabase } from './database.js';

/** `ledger verify`: exit code 0 when every chain holds, 2 when one does not. */
export function ledgerCommands(): Command {
  const ledger = new Command('ledger').description('the append-only record of everything that was decided or done');
  ledger
    .command('verify')
    .description('recompute every hash chain and name each entry that was altered, removed or moved')
    .option('--change <id>', 'only this change')
    .option('--json', 'print the report as JSON')
    .action(async (options: { change?: string; json?: boolean }) => {
      const report = await withDatabase((database) => new LedgerVerifier(database).verify(options.change));
      if (options.json === true) console.log(JSON.stringify(report));
      else {
        for (const finding of report.findings)
          console.log(`${finding.changeId} entry ${finding.index}: ${finding.problem}`);
        const verdict = report.findings.length === 0 ? 'the ledger holds' : `${report.findings.length} findings`;
        console.log(`${report.entries} entries of ${report.changes} changes: ${verdict}.`);
      }
      if (report.findings.length > 0) process.exitCode = 2;
    });
  return ledger;
}
