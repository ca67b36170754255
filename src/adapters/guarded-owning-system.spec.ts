import { describe, expect, it } from 'vitest';
import type { OwningObject, OwningSystem } from '../ports/owning-system.port.js';
import { GuardedOwningSystem } from './guarded-owning-system.js';
import { currentDeadline } from './http/call-deadline.js';

const object: OwningObject = { objectId: '1', number: 'ECO-1', state: 'OPEN', url: null, decision: null };

/** A system of which only reading is asked, and which answers when it is told to. */
function slowSystem() {
  const waiting: (() => void)[] = [];
  let most = 0;
  let running = 0;
  const readObject = async (): Promise<OwningObject> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => waiting.push(resolve));
    running -= 1;
    return object;
  };
  const system = { id: 'arena', capabilities: new Set(), readObject } as unknown as OwningSystem;
  return { system, most: () => most, answerAll: () => waiting.splice(0).forEach((answer) => answer()) };
}

const limits = { concurrency: 2, waitMs: 50, operationMs: 1_000 };
const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a guarded owning system', () => {
  it('does no more at once than it may, and the rest in turn', async () => {
    const { system, most, answerAll } = slowSystem();
    const guarded = new GuardedOwningSystem(system, limits);
    const reads = Promise.all([1, 2, 3, 4].map(() => guarded.readObject('1')));
    for (let round = 0; round < 3; round += 1) {
      await soon();
      answerAll();
    }
    expect(await reads).toHaveLength(4);
    expect(most()).toBe(2);
  });

  it('turns away who waited too long, as something that passes, and keeps its places', async () => {
    const { system, answerAll } = slowSystem();
    const guarded = new GuardedOwningSystem(system, limits);
    const held = [guarded.readObject('1'), guarded.readObject('1')];
    await expect(guarded.readObject('1')).rejects.toMatchObject({ kind: 'transient', code: 'SYSTEM_BUSY' });
    answerAll();
    await Promise.all(held);
    const next = guarded.readObject('1');
    await soon();
    answerAll();
    expect(await next).toBe(object);
  });

  it('ends the calls of an operation with the deadline of the whole', async () => {
    let deadline: AbortSignal | undefined;
    const system = {
      id: 'arena',
      readObject: () => {
        deadline = currentDeadline();
        return Promise.resolve(object);
      },
    } as unknown as OwningSystem;
    await new GuardedOwningSystem(system, { ...limits, operationMs: 20 }).readObject('1');
    expect(deadline?.aborted).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(deadline?.aborted).toBe(true);
  });
});
