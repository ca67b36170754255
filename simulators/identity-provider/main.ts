import { optionalSetting, portSetting, setting } from '../environment.ts';
import { closeOnSignal } from '../listen.ts';
import { startIdentityProvider } from './identity-provider.ts';

const port = portSetting('PORT', 4005);
const issuer = setting('ISSUER', `http://localhost:${port}`);
const provider = await startIdentityProvider({
  issuer,
  port,
  host: setting('HOST', '127.0.0.1'),
  publicUrl: setting('PUBLIC_URL', 'http://localhost:3000'),
  clientSecret: setting('OIDC_CLIENT_SECRET'),
  machineClientSecret: optionalSetting('OIDC_MACHINE_CLIENT_SECRET'),
  stateFile: optionalSetting('STATE_FILE'),
});
closeOnSignal(() => provider.close());
console.log(`identity provider ready at ${issuer}`);
