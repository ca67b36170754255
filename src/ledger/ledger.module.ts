import { Module } from '@nestjs/common';
import { LedgerVerifier } from './ledger-verifier.js';
import { LedgerWriter } from './ledger-writer.js';

@Module({ providers: [LedgerWriter, LedgerVerifier], exports: [LedgerWriter, LedgerVerifier] })
export class LedgerModule {}
