import type { Request, RequestHandler } from 'express';
import { FrappeError } from './frappe-error.ts';
import type { User } from './users.ts';

const ofRequest = new WeakMap<Request, User>();

/** `Authorization: token key:secret`, or the same pair as Basic. Without any, the caller is Guest and may do nothing. */
export function authenticate(users: readonly User[]): RequestHandler {
  return (request, _response, next) => {
    const [scheme = '', credentials = ''] = (request.get('authorization') ?? '').split(' ');
    const pair = scheme.toLowerCase() === 'basic' ? Buffer.from(credentials, 'base64').toString('utf8') : credentials;
    if (scheme === '')
      throw new FrappeError(
        'PermissionError',
        'You do not have enough permissions to access this resource. Please contact your manager to get access.',
      );
    const user = users.find(({ apiKey, apiSecret }) => `${apiKey}:${apiSecret}` === pair);
    if (!user || !['token', 'basic'].includes(scheme.toLowerCase()))
      throw new FrappeError('AuthenticationError', 'Invalid API key or secret.');
    ofRequest.set(request, user);
    next();
  };
}

/** The user whose keys the request carries. */
export function currentUser(request: Request): User {
  const user = ofRequest.get(request);
  if (!user) throw new FrappeError('AuthenticationError', 'Not signed in.');
  return user;
}
