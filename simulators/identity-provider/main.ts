import { optionalSetting, portSetting, setting } from '../environment.ts';
import { runSimulator } from '../shared/run-simulator.ts';
import { startIdentityProvider } from './identity-provider.ts';

await runSimulator('identity provider', async () => {
  const port = portSetting('PORT', 4005);
  return startIdentityProvider({
    issuer: setting('ISSUER', `http://localhost:${port}`),
    port,
    host: setting('HOST', '127.0.0.1'),
    publicUrl: setting('PUBLIC_URL', 'http://localhost:3000'),
    clientSecret: setting('OIDC_CLIENT_SECRET'),
    machineClientSecret: optionalSetting('OIDC_MACHINE_CLIENT_SECRET'),
    stateFile: optionalSetting('STATE_FILE'),
  });
});
