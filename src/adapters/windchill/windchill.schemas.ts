import { z } from 'zod';

/** The forms that this adapter reads. Unknown properties are ignored. */
const id = z.string().min(1);
const time = z.iso.datetime({ offset: true });
/** Enumerations come as an object (pattern of the EventMgmt and ChangeNotice examples in PTC's help). */
export const enumerationSchema = z.object({ Value: z.string(), Display: z.string().nullish() });
export type Enumeration = z.infer<typeof enumerationSchema>;

export const nonceSchema = z.object({ NonceKey: z.string().min(1), NonceValue: z.string().min(1) });
/** Standard OData; the help centre shows no error body. */
export const problemSchema = z.object({ error: z.object({ message: z.string() }) });

const userSchema = z.object({ Name: z.string().nullish(), EMail: z.string().nullish() });
export type WindchillUser = z.infer<typeof userSchema>;

export const noticeSchema = z.object({
  ID: id,
  Number: z.string(),
  State: enumerationSchema,
  LastModified: time.nullish(),
  Modifier: userSchema.nullish(),
});
export type ChangeNotice = z.infer<typeof noticeSchema>;

/** `ActionPerformed`, `Comment` and `CompletedOn` are not documented; without them a decision has no comment or time. */
export const workItemSchema = z.object({
  ID: id,
  Status: enumerationSchema,
  SigningRequired: z.boolean().default(false),
  CompletedOn: time.nullish(),
  LastModified: time.nullish(),
  Comment: z.string().nullish(),
  Owner: userSchema.nullish(),
  CompletedBy: userSchema.nullish(),
  Activity: z
    .object({ UserEventList: z.array(z.string()).nullish(), VotingOptionList: z.array(z.string()).nullish() })
    .nullish(),
});
export type WorkItem = z.infer<typeof workItemSchema>;

export const containerSchema = z.object({ ID: id, Name: z.string() });

export const pageOf = <Entry extends z.ZodType>(entry: Entry) =>
  z.object({ value: z.array(entry), '@odata.nextLink': z.string().optional() });
