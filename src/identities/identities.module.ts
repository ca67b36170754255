import { Module } from '@nestjs/common';
import { PersonDirectory } from './person-directory.js';

@Module({ providers: [PersonDirectory], exports: [PersonDirectory] })
export class IdentitiesModule {}
