import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { openStateStore, type StateStore } from '../shared/state-store.ts';
import { messageBlocks, modalView } from './block-kit.ts';

const message = z.object({
  channel: z.string(),
  ts: z.string(),
  text: z.string(),
  blocks: messageBlocks,
  edited: z.boolean(),
});

/** What only one person sees until he looks away: the answer to a press. */
const ephemeral = z.object({ channel: z.string(), userId: z.string(), text: z.string() });

const openView = z.object({
  id: z.string(),
  hash: z.string(),
  userId: z.string(),
  view: modalView,
  errors: z.record(z.string(), z.string()),
});

const responseUrl = z.object({
  id: z.string(),
  channel: z.string(),
  ts: z.string(),
  userId: z.string(),
  usesLeft: z.number(),
  expiresAt: z.number(),
});

const stateSchema = z.object({
  messages: z.array(message),
  ephemerals: z.array(ephemeral),
  views: z.array(openView),
  responseUrls: z.array(responseUrl),
});

export type SlackState = z.infer<typeof stateSchema>;
export type SlackMessage = z.infer<typeof message>;
export type OpenView = z.infer<typeof openView>;
export type ResponseUrl = z.infer<typeof responseUrl>;
export type SlackStore = StateStore<SlackState>;

export const openSlackState = (file: string | undefined): SlackStore =>
  openStateStore(stateSchema, () => ({ messages: [], ephemerals: [], views: [], responseUrls: [] }), file);

/** An id as Slack makes them: a letter for the kind and capitals. */
export const slackId = (letter: string): string => `${letter}0${randomBytes(5).toString('hex').toUpperCase()}`;
