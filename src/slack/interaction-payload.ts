import { z } from 'zod';
import { REASON_FIELD } from '../ports/interactive-chat.port.js';

const who = {
  /** Null for an installation over a whole organisation. */
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
};

const buttonPress = z.object({
  type: z.literal('block_actions'),
  ...who,
  trigger_id: z.string(),
  response_url: z.string().optional(),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().optional() })).min(1),
});

const dialogSubmission = z.object({
  type: z.literal('view_submission'),
  ...who,
  view: z.object({
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({
      values: z.object({
        [REASON_FIELD]: z.object({ [REASON_FIELD]: z.object({ value: z.string().nullish() }) }).optional(),
      }),
    }),
  }),
});

/** What Slack sends when somebody presses a button or submits a dialog; unknown kinds are acknowledged and left. */
export const interactionSchema = z.discriminatedUnion('type', [buttonPress, dialogSubmission]);

export type ButtonPress = z.infer<typeof buttonPress>;
export type DialogSubmission = z.infer<typeof dialogSubmission>;
export type Interaction = z.infer<typeof interactionSchema>;

/** The interaction in a form-encoded body; undefined when it is of no kind that concerns us. */
export function readInteraction(form: URLSearchParams): Interaction | undefined {
  const payload = form.get('payload');
  if (payload === null) return undefined;
  try {
    return interactionSchema.safeParse(JSON.parse(payload)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
