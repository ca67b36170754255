import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An OAuth token endpoint that answers 503 so many times before it works. */
export async function startTokenEndpoint(outages: number) {
  let refused = 0;
  const claims = Buffer.from(JSON.stringify({ exp: Math.floor(Date.now() / 1000) + 3_600 })).toString('base64url');
  const token = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`;
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    if (refused < outages) {
      refused += 1;
      response.writeHead(503).end('{}');
      return;
    }
    response.end(JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 3_600 }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/oauth/token`,
    refusals: () => refused,
    close: () => void server.close(),
  };
}
