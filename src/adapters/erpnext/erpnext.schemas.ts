import { z } from 'zod';

const docstatus = z.union([z.literal(0), z.literal(1), z.literal(2)]);

/** A purchase order as far as we read it; the state's field has a name of the site's own. */
export const orderSchema = (stateField: string) =>
  z
    .looseObject({ name: z.string(), owner: z.string(), modified: z.string(), modified_by: z.string(), docstatus })
    .transform(({ name, owner, modified, modified_by, docstatus, ...fields }) => ({
      name,
      owner,
      modified,
      modifiedBy: modified_by,
      docstatus,
      state: fields[stateField],
    }))
    .pipe(
      z.object({
        name: z.string(),
        owner: z.string(),
        modified: z.string(),
        modifiedBy: z.string(),
        docstatus,
        state: z.string(`has no field "${stateField}": the site needs a Workflow on Purchase Order`),
      }),
    );
export type PurchaseOrder = z.infer<ReturnType<typeof orderSchema>>;

export const commentSchema = z.object({
  owner: z.string(),
  creation: z.string(),
  comment_type: z.string(),
  comment_email: z.string().nullish(),
  content: z.string().nullish(),
});
export type Comment = z.infer<typeof commentSchema>;

export const transitionSchema = z.object({
  action: z.string(),
  next_state: z.string(),
  /** Frappe writes booleans as 0 and 1. */
  allow_self_approval: z.union([z.boolean(), z.number()]).default(0).transform(Boolean),
});
export type Transition = z.infer<typeof transitionSchema>;

/** `exc_type`, and `_server_messages`: JSON text of a list of JSON texts (frappe/utils/response.py). */
export const problemSchema = z.object({
  exc_type: z.string().optional(),
  exception: z.string().optional(),
  _server_messages: z.string().optional(),
});
export const serverMessageSchema = z.object({ message: z.string() });
