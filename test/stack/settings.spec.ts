import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { requireFreeSpace } from '../../stack/disk-space.ts';
import { readSettings, wantedPorts } from '../../stack/settings.ts';

describe('the settings of the local stack', () => {
  it('name what is wrong', () => {
    expect(() => readSettings({ POSTGRES_PORT: 'many' })).toThrow(/A setting is wrong: POSTGRES_PORT: .*Correct it/);
  });

  it('treat an empty variable as not set', () => {
    expect(readSettings({ CAMUNDA_REST_PORT: '' }).ports.rest).toBe(8080);
  });

  it('use no port twice by default', () => {
    const ports = wantedPorts(readSettings({}).ports).map(({ port }) => port);
    expect(new Set(ports).size).toBe(ports.length);
  });
});

describe('the check of the disk', () => {
  it('says how much is free and how much is needed', async () => {
    const check = requireFreeSpace(`${tmpdir()}/not/there/yet`, 1e18, 'the data of the local stack');
    await expect(check).rejects.toMatchObject({ code: 'CSTACK-DISK' });
    await expect(check).rejects.toThrow(/Not enough disk space for the data .* MB free .* MB needed\. Free some space/);
  });
});
