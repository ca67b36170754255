import { timingSafeEqual } from 'node:crypto';
import { Router, urlencoded, type Request, type Response } from 'express';
import type Provider from 'oidc-provider';
import { findPerson, type Person } from '../shared/people.ts';
import { signInPage } from './provider-pages.ts';

/** The pages on which a person proves who he is, between the client's request and its answer. */
export function signInSteps(provider: Provider): Router {
  const router = Router();

  router.get('/interaction/:uid', async (request: Request, response: Response) => {
    response.send(await page(provider, request, response));
  });

  router.post('/interaction/:uid', urlencoded({ extended: false }), async (request: Request, response: Response) => {
    const person = personWith(request.body as Record<string, unknown>);
    if (person === undefined) {
      const error = 'Name or password is wrong.';
      response.status(401).send(await page(provider, request, response, error));
      return;
    }
    const result = { login: { accountId: person.id } };
    await provider.interactionFinished(request, response, result);
  });
  return router;
}

async function page(provider: Provider, request: Request, response: Response, error?: string) {
  const { params, uid } = await provider.interactionDetails(request, response);
  const client = await provider.Client.find(String(params['client_id']));
  const hint = params['login_hint'];
  return signInPage(`/interaction/${uid}`, {
    clientName: client?.clientName ?? 'Countersign',
    ...(typeof hint === 'string' ? { hint } : {}),
    ...(error === undefined ? {} : { error }),
  });
}

function personWith(form: Record<string, unknown>): Person | undefined {
  const { login, password } = form;
  if (typeof login !== 'string' || typeof password !== 'string') return undefined;
  const person = findPerson(login.trim().toLowerCase());
  return person !== undefined && sameText(person.password, password) ? person : undefined;
}

function sameText(expected: string, given: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(given);
  return left.length === right.length && timingSafeEqual(left, right);
}
