import { z } from 'zod';

/** The forms that this adapter reads; sources: ARENA-DOC endpoint pages. Unknown fields are ignored. */
const guid = z.string().min(1);
const time = z.iso.datetime({ offset: true });

/** The key is `arena_session_id` in the documentation and `arenaSessionId` for a newer third-party client. */
export const loginSchema = z
  .object({ arena_session_id: z.string().min(1).optional(), arenaSessionId: z.string().min(1).optional() })
  .transform((answer) => answer.arena_session_id ?? answer.arenaSessionId)
  .pipe(z.string('has no session id'));

export const problemsSchema = z.object({
  errors: z.array(z.object({ code: z.number(), message: z.string() })),
});

const userSchema = z.object({ email: z.string().nullish(), fullName: z.string().nullish() });

/** Votes on changes are not in the documentation; where a workspace shows them, they have a sign-off decision's form. */
const voteSchema = z.object({
  decision: z.string().nullish(),
  decisionDateTime: time.nullish(),
  comments: z.string().nullish(),
  user: userSchema.nullish(),
});
export type ArenaVote = z.infer<typeof voteSchema>;

export const changeSchema = z.object({
  guid,
  number: z.string(),
  title: z.string().nullish(),
  description: z.string().nullish(),
  category: z.object({ name: z.string().nullish() }).nullish(),
  creator: userSchema.nullish(),
  lifecycleStatus: z.object({ type: z.string() }),
  lifecycleDateTime: time.nullish(),
  additionalAttributes: z
    .array(z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.array(z.string())]).nullish() }))
    .default([]),
  routings: z.array(z.object({ guid, decisions: z.array(voteSchema).nullish() })).default([]),
  url: z.object({ app: z.string() }).nullish(),
});
export type ArenaChange = z.infer<typeof changeSchema>;

/** `count` is left out on purpose: whether it is the number of the page or of all is not documented. */
export const pageOf = <Entry extends z.ZodType>(entry: Entry) => z.object({ results: z.array(entry) });

export const compactChangeSchema = z.object({
  guid,
  lifecycleStatus: z.object({ type: z.string() }),
  creationDateTime: time.nullish(),
});
export const namedSchema = z.object({ guid, name: z.string() });
export const attributeSchema = namedSchema.extend({ possibleValues: z.array(z.string()).nullish() });
export const integrationSchema = z.object({ guid });
export const eventSchema = z.object({
  guid,
  creationDateTime: time,
  triggers: z.array(z.object({ resource: z.string(), action: z.string() })).default([]),
});
export const eventChangeSchema = z.object({
  guid,
  preEvent: z.record(z.string(), z.unknown()).nullish(),
  postEvent: z.record(z.string(), z.unknown()).nullish(),
});
