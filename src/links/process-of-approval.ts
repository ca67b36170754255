import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NotFoundError } from '../domain/errors.js';
import type { ApprovalId } from '../domain/ids.js';
import { ApprovalEntity } from '../persistence/entities/approval.entity.js';

/** Which running process an approval belongs to; the engine's queries need its key, people never see it. */
@Injectable()
export class ProcessOfApproval {
  constructor(private readonly database: DataSource) {}

  /** Errors: NotFoundError. */
  async keyOf(id: ApprovalId): Promise<string> {
    const approval = await this.database
      .getRepository(ApprovalEntity)
      .findOne({ where: { id }, select: { id: true, processInstanceKey: true } });
    if (approval === null) throw new NotFoundError('approval', id);
    return approval.processInstanceKey;
  }
}
