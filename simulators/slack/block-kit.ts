import { z } from 'zod';

/** Block Kit with the size limits that Slack's reference gives; a message may hold 50 blocks, a view 100. */

const plainText = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });

const markdown = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });

const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), markdown(max)]);

const blockId = { block_id: z.string().min(1).max(255).optional() };
const actionId = { action_id: z.string().min(1).max(255) };

const confirmation = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});

const button = z.strictObject({
  type: z.literal('button'),
  ...actionId,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirmation.optional(),
  accessibility_label: z.string().max(75).optional(),
});

const option = z.strictObject({ text: plainText(75), value: z.string().min(1).max(150) });

const select = z.strictObject({
  type: z.literal('static_select'),
  ...actionId,
  placeholder: plainText(150).optional(),
  options: z.array(option).min(1).max(100),
  initial_option: option.optional(),
});

const textInput = z.strictObject({
  type: z.literal('plain_text_input'),
  ...actionId,
  multiline: z.boolean().optional(),
  placeholder: plainText(150).optional(),
  initial_value: z.string().max(3000).optional(),
  min_length: z.number().int().min(0).max(3000).optional(),
  max_length: z.number().int().min(1).max(3000).optional(),
  focus_on_load: z.boolean().optional(),
});

const imageFields = { image_url: z.string().min(1).max(3000), alt_text: z.string().max(2000) };
const image = z.strictObject({ type: z.literal('image'), ...imageFields });

const section = z
  .strictObject({
    type: z.literal('section'),
    ...blockId,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: z.discriminatedUnion('type', [button, select, image]).optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, {
    error: 'missing required field: text',
  });

const actions = z.strictObject({
  type: z.literal('actions'),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion('type', [button, select]))
    .min(1)
    .max(25)
    .refine((elements) => areUnique(elements.map((element) => element.action_id)), {
      error: '`action_id` must be unique',
    }),
});

const context = z.strictObject({
  type: z.literal('context'),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion('type', [plainText(2000), markdown(2000), image]))
    .min(1)
    .max(10),
});

const header = z.strictObject({ type: z.literal('header'), ...blockId, text: plainText(150) });
const divider = z.strictObject({ type: z.literal('divider'), ...blockId });
const imageBlock = z.strictObject({
  type: z.literal('image'),
  ...blockId,
  ...imageFields,
  title: plainText(2000).optional(),
});

const input = z.strictObject({
  type: z.literal('input'),
  ...blockId,
  label: plainText(2000),
  element: z.discriminatedUnion('type', [textInput, select]),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});

const block = z.discriminatedUnion('type', [section, actions, context, header, divider, imageBlock, input]);

export type Block = z.infer<typeof block>;
export type Button = z.infer<typeof button>;

const blocks = (max: number) =>
  z
    .array(block)
    .max(max)
    .refine((list) => areUnique(list.map((one) => one.block_id)), {
      error: '`block_id` must be unique',
    });

export const messageBlocks = blocks(50);

export const modalView = z.strictObject({
  type: z.literal('modal'),
  title: plainText(24),
  blocks: blocks(100),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
});

export type ModalView = z.infer<typeof modalView>;

/** The reasons of a refusal as Slack words them in `response_metadata.messages`. */
export function slackMessages(error: z.ZodError, root: string): string[] {
  return error.issues.map((issue) => `[ERROR] ${issue.message} [json-pointer:/${[root, ...issue.path].join('/')}]`);
}

function areUnique(ids: readonly (string | undefined)[]): boolean {
  const given = ids.filter((id) => id !== undefined);
  return new Set(given).size === given.length;
}
