import { json, Router, type Response } from 'express';
import { z } from 'zod';
import type { VirtualClock } from '../shared/virtual-clock.ts';
import { deleteMessage, updateMessage } from './messages.ts';
import { SlackError } from './slack-error.ts';
import type { ResponseUrl, SlackStore } from './slack-state.ts';

const bodySchema = z.looseObject({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
});

/** `response_url`: five answers within half an hour of the press, without a token. */
export function responseUrlRoutes(store: SlackStore, clock: VirtualClock): Router {
  const router = Router();
  router.post('/:team/:id', json(), (request, response: Response) => {
    const url = store.state.responseUrls.find((candidate) => candidate.id === request.params.id);
    if (url === undefined || url.expiresAt < clock.now().getTime()) {
      response.status(404).json({ ok: false, error: 'expired_url' });
      return;
    }
    if (url.usesLeft === 0) {
      response.status(404).json({ ok: false, error: 'used_url' });
      return;
    }
    const body = bodySchema.safeParse(request.body);
    if (!body.success) {
      response.status(400).json({ ok: false, error: 'invalid_payload' });
      return;
    }
    try {
      answerPress(store, url, body.data);
      url.usesLeft -= 1;
      store.save();
      response.send('ok');
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      response.status(400).json(error.toBody());
    }
  });
  return router;
}

function answerPress(store: SlackStore, url: ResponseUrl, body: z.infer<typeof bodySchema>): void {
  if (body.delete_original === true) {
    deleteMessage(store, url.channel, url.ts);
  } else if (body.replace_original === true) {
    updateMessage(store, url.channel, url.ts, body);
  } else {
    const { channel, userId } = url;
    store.state.ephemerals.push({ channel, userId, text: body.text ?? '' });
  }
}
