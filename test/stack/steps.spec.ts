import { describe, expect, it } from 'vitest';
import { runSteps, type Step } from '../../stack/steps.ts';

const quiet = { started: () => undefined, done: () => undefined, failed: () => undefined };
const never = new AbortController().signal;

function recorder() {
  const events: string[] = [];
  const step = (name: string, after: string[] = [], work?: () => Promise<unknown>): Step => ({
    name,
    after,
    run: async () => {
      events.push(`${name} begins`);
      await work?.();
      events.push(`${name} ends`);
      return undefined;
    },
  });
  return { events, step };
}

describe('the steps of a start', () => {
  it('begin when everything they come after has ended', async () => {
    const { events, step } = recorder();
    await runSteps([step('database'), step('engine'), step('platform', ['database', 'engine'])], quiet, never);
    expect(events.indexOf('platform begins')).toBeGreaterThan(events.indexOf('database ends'));
    expect(events.indexOf('platform begins')).toBeGreaterThan(events.indexOf('engine ends'));
    expect(events.indexOf('engine begins')).toBeLessThan(events.indexOf('database ends'));
  });

  it('do not begin after one of them has failed, and its reason is what is told', async () => {
    const { events, step } = recorder();
    const fail = () => Promise.reject(new Error('no space left'));
    const run = runSteps([step('database', [], fail), step('platform', ['database'])], quiet, never);
    await expect(run).rejects.toThrow('no space left');
    expect(events).toEqual(['database begins']);
  });

  it('are broken off by Ctrl-C, the waiting ones included', async () => {
    const { events, step } = recorder();
    const ctrlC = new AbortController();
    const hang = () => new Promise(() => undefined);
    const run = runSteps([step('engine', [], hang), step('platform', ['engine'])], quiet, ctrlC.signal);
    await Promise.resolve();
    ctrlC.abort();
    await expect(run).rejects.toMatchObject({ code: 'CSTACK-STOPPED' });
    expect(events).toEqual(['engine begins']);
  });
});
