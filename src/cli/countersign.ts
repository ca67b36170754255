import 'reflect-metadata';
import { Command } from 'commander';
import { forgetTokens } from './access-token.js';
import { approvalCommands } from './approval-commands.js';
import { changeCommands } from './change-commands.js';
import { ledgerCommands } from './ledger-commands.js';
import { peopleCommands } from './people-commands.js';

const program = new Command('countersign')
  .description('Countersign on the command line: submit and decide changes, verify the ledger, keep the directory.')
  .showHelpAfterError()
  .addCommand(changeCommands())
  .addCommand(approvalCommands())
  .addCommand(ledgerCommands())
  .addCommand(peopleCommands());

program.command('sign-out').description('forget the tokens of the last sign-in').action(forgetTokens);

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
