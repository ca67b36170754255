import { people, type Person } from '../shared/people.ts';

export const TEAM_ID = 'T0COUNTERS';
export const APP_ID = 'A0COUNTERS';
export const BOT_ID = 'B0COUNTERS';
export const BOT_USER_ID = 'U0COUNTERSIGN';

/** The direct-message conversation of the app with a person. */
export const directChannelOf = (person: Person): string => `D${person.slackUserId.slice(1)}`;

export const personOfUser = (userId: string): Person | undefined =>
  people.find((person) => person.slackUserId === userId);

export const personOfChannel = (channel: string): Person | undefined =>
  people.find((person) => directChannelOf(person) === channel);

/** A user as `users.info` and `users.lookupByEmail` return it. */
export function userObject(person: Person) {
  return {
    id: person.slackUserId,
    team_id: TEAM_ID,
    name: person.id,
    deleted: false,
    real_name: person.name,
    tz: 'Etc/UTC',
    is_bot: false,
    profile: { email: person.email, real_name: person.name, display_name: person.name },
  };
}
