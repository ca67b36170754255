import { findPerson, type Person } from '../shared/people.ts';
import { messageObject, postMessage, updateMessage } from './messages.ts';
import { RateLimit } from './rate-limit.ts';
import { SlackError } from './slack-error.ts';
import type { SlackMessage, SlackStore } from './slack-state.ts';
import type { Triggers } from './triggers.ts';
import { openView, viewObject } from './views.ts';
import * as workspace from './workspace.ts';

/** The call came too often; Slack answers 429 with Retry-After. */
export class RateLimited extends Error {
  readonly seconds: number;
  constructor(seconds: number) {
    super('ratelimited');
    this.seconds = seconds;
  }
}

export type Arguments = Readonly<Record<string, unknown>>;
export type ApiMethod = (given: Arguments) => Record<string, unknown>;

export interface ApiContext {
  readonly store: SlackStore;
  readonly triggers: Triggers;
  /** Told of each new message. */
  posted(message: SlackMessage): void;
}

/** The Web API methods that this Slack knows, by name. */
export function apiMethods(context: ApiContext): Readonly<Record<string, ApiMethod>> {
  const { store, triggers } = context;
  const rateLimit = new RateLimit();

  return {
    'auth.test': () => ({
      url: 'https://countersign.slack.localhost/',
      team: 'Countersign',
      user: 'countersign',
      team_id: workspace.TEAM_ID,
      user_id: workspace.BOT_USER_ID,
      bot_id: workspace.BOT_ID,
      is_enterprise_install: false,
    }),

    'users.lookupByEmail': (given) => ({
      user: workspace.userObject(known(personByEmail(text(given, 'email')), 'users_not_found')),
    }),

    'users.info': (given) => ({
      user: workspace.userObject(known(workspace.personOfUser(text(given, 'user')), 'user_not_found')),
    }),

    'conversations.open': (given) => {
      const person = known(workspace.personOfUser(text(given, 'users')), 'user_not_found');
      return { channel: { id: workspace.directChannelOf(person) } };
    },

    'chat.postMessage': (given) => {
      const channel = conversation(text(given, 'channel'));
      const wait = rateLimit.take(channel);
      if (wait > 0) throw new RateLimited(wait);
      const message = postMessage(store, channel, content(given));
      context.posted(message);
      return { channel, ts: message.ts, message: messageObject(message) };
    },

    'chat.update': (given) => {
      // Unlike chat.postMessage, chat.update does not take a user's id for a conversation.
      const channel = text(given, 'channel');
      known(workspace.personOfChannel(channel), 'channel_not_found');
      const message = updateMessage(store, channel, text(given, 'ts'), content(given));
      return { channel, ts: message.ts, text: message.text, message: messageObject(message) };
    },

    'views.open': (given) => {
      const userId = triggers.exchange(text(given, 'trigger_id'));
      return { view: viewObject(openView(store, userId, given['view'])) };
    },
  };
}

function conversation(idOrUser: string): string {
  const person = workspace.personOfChannel(idOrUser) ?? workspace.personOfUser(idOrUser);
  return workspace.directChannelOf(known(person, 'channel_not_found'));
}

const personByEmail = (email: string): Person | undefined => {
  const person = findPerson(email);
  return person?.email === email ? person : undefined;
};

function known(person: Person | undefined, code: string): Person {
  if (person === undefined) throw new SlackError(code);
  return person;
}

function text(given: Arguments, name: string): string {
  const value = given[name];
  if (typeof value !== 'string' || value === '') {
    throw new SlackError('invalid_arguments', [`[ERROR] missing required field: ${name} [json-pointer:/${name}]`]);
  }
  return value;
}

function content(given: Arguments) {
  const { text: fallback, blocks } = given;
  return { text: typeof fallback === 'string' ? fallback : undefined, blocks };
}
