import { z } from 'zod';
import { ArenaError } from './arena-errors.ts';
import type { AttributeValue } from './arena-state.ts';
import { ATTRIBUTES, type Attribute } from './workspace.ts';

export const attributesSchema = z.array(
  z.object({
    guid: z.string().optional(),
    apiName: z.string().optional(),
    value: z.union([z.string(), z.number(), z.null()]),
  }),
);

/** Checks additional attributes against the workspace's settings (error codes 2002 to 2029). */
export function attributeValues(given: z.infer<typeof attributesSchema>): Record<string, AttributeValue> {
  const values: Record<string, AttributeValue> = {};
  for (const { guid, apiName, value } of given) {
    const attribute = attributeOf(guid, apiName);
    if (value !== null) values[attribute.guid] = checked(attribute, value);
  }
  return values;
}

function attributeOf(guid: string | undefined, apiName: string | undefined): Attribute {
  const id = guid ?? apiName;
  if (id === undefined)
    throw new ArenaError(400, { code: 2017, message: 'Additional attributes must specify a guid.' });
  const attribute = ATTRIBUTES.find((candidate) => candidate.guid === id);
  if (!attribute)
    throw new ArenaError(400, { code: 2016, message: `The additional attribute guid "${id}" is not valid.` });
  return attribute;
}

function checked(attribute: Attribute, value: AttributeValue): AttributeValue {
  const { name, guid, fieldType, possibleValues, decimalPlaces = 0 } = attribute;
  if (fieldType === 'NUMBER') {
    if (typeof value !== 'number')
      throw new ArenaError(400, {
        code: 2029,
        message: `The value "${value}" is not valid for additional attribute "${name}" (guid ${guid}) of Number type.`,
      });
    if (Number(value.toFixed(decimalPlaces)) !== value)
      throw new ArenaError(400, {
        code: 2024,
        message: `The value "${value}" for additional attribute "${name}" (guid ${guid}) allows "${decimalPlaces}" decimal places.`,
      });
    return value;
  }
  if (typeof value !== 'string')
    throw new ArenaError(400, { code: 2001, message: `The value for additional attribute "${name}" is not valid.` });
  if (possibleValues && !possibleValues.includes(value))
    throw new ArenaError(400, {
      code: 2021,
      message: `The specified value "${value}" is not a valid option for additional attribute "${name}" (guid ${guid}).`,
    });
  if (fieldType === 'SINGLE_LINE_TEXT' && /[\r\n]/.test(value))
    throw new ArenaError(400, {
      code: 2027,
      message: `The value for additional attribute "${name}" (guid ${guid}) cannot include carriage returns (i.e. newlines).`,
    });
  return value;
}
