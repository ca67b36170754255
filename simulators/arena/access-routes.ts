import { Router, type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import { invalidToken } from './arena-errors.ts';
import type { ArenaContext } from './arena-context.ts';
import { parseBody } from './request-body.ts';
import { badLogin } from './sessions.ts';
import { WORKSPACE_NAME, type User } from './workspace.ts';

const loginSchema = z.object({ email: z.string(), password: z.string(), workspaceId: z.number().int().optional() });
const signedIn = new WeakMap<Request, User>();

/** `POST /login`, and the guard of everything else. */
export function accessRoutes(context: ArenaContext): Router {
  const router = Router();
  router.post('/login', (request, response) => {
    const { email, password, workspaceId } = parseBody(loginSchema, request.body);
    if (workspaceId !== undefined && workspaceId !== context.workspaceId) throw badLogin();
    const session = context.sessions.signIn(email, password);
    response.json({
      [context.switches.loginKey]: session.id,
      workspaceId: context.workspaceId,
      workspaceName: WORKSPACE_NAME,
      workspaceRequestLimit: context.quota.limit,
    });
  });
  router.use(requireSession(context));
  router.put('/logout', (request, response) => {
    context.sessions.signOut(currentUser(request));
    response.status(200).end();
  });
  return router;
}

function requireSession(context: ArenaContext): RequestHandler {
  return (request, _response, next) => {
    signedIn.set(request, context.sessions.userOf(request.get('arena_session_id')));
    next();
  };
}

/** The user whose session the request carries. */
export function currentUser(request: Request): User {
  const user = signedIn.get(request);
  if (!user) throw invalidToken();
  return user;
}
