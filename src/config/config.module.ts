import { Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from '../ports/clock.port.js';
import { ENV, readEnv } from './env.js';

@Global()
@Module({
  providers: [
    { provide: ENV, useFactory: () => readEnv() },
    { provide: Clock, useClass: SystemClock },
  ],
  exports: [ENV, Clock],
})
export class ConfigModule {}
