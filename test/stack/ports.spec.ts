import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { isPortFree, requireFreePorts } from '../../stack/ports.ts';

const servers: Server[] = [];

async function listenOn(host: string): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  return address.port;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

describe('the check of the ports', () => {
  it('names the port, the service, the holder and the setting that moves it', async () => {
    const port = await listenOn('127.0.0.1');
    const check = requireFreePorts([{ port, service: 'PostgreSQL', setting: 'POSTGRES_PORT' }]);
    await expect(check).rejects.toMatchObject({ code: 'CSTACK-PORT' });
    await expect(check).rejects.toThrow(new RegExp(`^Port ${port}, needed by PostgreSQL, is in use.*POSTGRES_PORT`));
    await expect(check).rejects.toThrow(`(pid ${process.pid})`);
  });

  it('sees a listener on every address of the machine too', async () => {
    expect(await isPortFree(await listenOn('0.0.0.0'))).toBe(false);
  });

  it('names all busy ports at once, a line each', async () => {
    const ports = [await listenOn('127.0.0.1'), await listenOn('127.0.0.1')];
    const check = requireFreePorts(ports.map((port) => ({ port, service: 'a service' })));
    await expect(check).rejects.toThrow(new RegExp(`${ports[0]}.*\n.*${ports[1]}`));
  });

  it('leaves a free port free', async () => {
    const port = await listenOn('127.0.0.1');
    await new Promise((resolve) => servers.pop()?.close(resolve));
    await requireFreePorts([{ port, service: 'a service' }]);
    expect(await isPortFree(port)).toBe(true);
  });
});
