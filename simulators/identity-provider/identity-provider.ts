import express from 'express';
import Provider from 'oidc-provider';
import { listen, type Simulator } from '../shared/simulator.ts';
import { providerConfiguration, type ProviderClients } from './provider-configuration.ts';
import { openProviderState } from './provider-state.ts';
import { signInSteps } from './sign-in-steps.ts';

export interface IdentityProviderOptions extends ProviderClients {
  /** The URL under which browsers and the platform reach the provider. */
  readonly issuer: string;
  readonly host?: string | undefined;
  readonly port: number;
  /** Where keys and sessions are kept; in memory when absent. */
  readonly stateFile?: string | undefined;
}

/** Starts an OpenID provider that knows the sample people. */
export async function startIdentityProvider(
  options: IdentityProviderOptions,
): Promise<Pick<Simulator<unknown>, 'url' | 'stop'>> {
  const store = await openProviderState(options.stateFile);
  const provider = new Provider(options.issuer, providerConfiguration(options, store));
  provider.on('server_error', (_context, error) => console.error(error));

  const app = express();
  app.disable('x-powered-by');
  app.use(signInSteps(provider));
  app.use(provider.callback());

  const server = await listen(app, options);
  return { url: options.issuer, stop: () => server.close() };
}
