import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { WorkerRuntime } from './worker-runtime.js';

/** Polls reach the engine every few seconds, so a longer silence means that it is not there. */
const SILENCE_LIMIT_MS = 15_000;

/** 200 while the engine answers and jobs are taken; 503 while it does not, or the workers stop. */
@Controller('health')
export class HealthController {
  constructor(private readonly runtime: WorkerRuntime) {}

  @Get()
  health(@Res({ passthrough: true }) response: Response) {
    const status = this.runtime.status();
    const silentMs = status?.lastAnswerAt ? Date.now() - status.lastAnswerAt.getTime() : Infinity;
    const ready = status !== null && !status.draining && silentMs < SILENCE_LIMIT_MS;
    response.status(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'not ready', ...status };
  }
}
