import { Module } from '@nestjs/common';
import { GovernanceTable } from './governance-table.js';

@Module({ providers: [GovernanceTable], exports: [GovernanceTable] })
export class GovernanceModule {}
