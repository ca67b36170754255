import { people, type Person } from '../shared/people.ts';
import { guidOf } from './guid.ts';

/** What an administrator has set up in the workspace: users, categories, routings, attributes. Customer configuration, not product. */
export interface User {
  readonly guid: string;
  readonly email: string;
  readonly fullName: string;
  readonly password: string;
  readonly groups: readonly string[];
  readonly isChangeAdministrator: boolean;
  readonly isIntegrationAdministrator: boolean;
}

export interface Routing {
  readonly guid: string;
  readonly name: string;
  readonly description: string;
  readonly group: string;
}

export interface Category {
  readonly guid: string;
  readonly name: string;
  readonly path: string;
  readonly prefix: string;
}

export interface Attribute {
  readonly guid: string;
  readonly apiName: string;
  readonly name: string;
  readonly fieldType: 'SINGLE_LINE_TEXT' | 'MULTI_LINE_TEXT' | 'NUMBER' | 'FIXED_DROP_DOWN';
  readonly possibleValues?: readonly string[];
  readonly decimalPlaces?: number;
}

export const WORKSPACE_NAME = 'Countersign Sample Workspace';

const asUser = (person: Person): User => ({
  guid: guidOf('user', person.id),
  email: person.email,
  fullName: person.name,
  password: person.password,
  groups: person.groups,
  isChangeAdministrator: person.groups.includes('managers'),
  isIntegrationAdministrator: false,
});

/** The sample people and the machine user of the integration, who is change and integration administrator. */
export function usersOf(machine: { email: string; password: string }): readonly User[] {
  const integration: User = {
    guid: guidOf('user', machine.email),
    email: machine.email,
    fullName: 'Countersign Integration',
    password: machine.password,
    groups: [],
    isChangeAdministrator: true,
    isIntegrationAdministrator: true,
  };
  return [integration, ...people.map(asUser)];
}

const category = (name: string, prefix: string): Category => ({
  guid: guidOf('category', name),
  name,
  path: `Change\\Change Order\\${name}`,
  prefix,
});

export const CATEGORIES: readonly Category[] = [
  category('Engineering Change Order', 'ECO-'),
  category('Document Change Order', 'DCO-'),
  category('Supplier Change Order', 'SCO-'),
  category('Corrective Action Change', 'CAC-'),
];

const routing = (name: string, group: string): Routing => ({
  guid: guidOf('routing', name),
  name,
  group,
  description: `Changes that ${group.replace('-', ' ')} must vote on.`,
});

export const ROUTINGS: readonly Routing[] = [
  routing('Quality Approval', 'quality-approvers'),
  routing('Engineering Approval', 'engineering-approvers'),
  routing('Procurement Approval', 'procurement-approvers'),
  routing('Finance Approval', 'finance-approvers'),
];

const attribute = (name: string, fieldType: Attribute['fieldType'], more: Partial<Attribute> = {}): Attribute => {
  const guid = guidOf('attribute', name);
  return { guid, apiName: guid, name, fieldType, ...more };
};

export const ATTRIBUTES: readonly Attribute[] = [
  attribute('Change Type', 'FIXED_DROP_DOWN', {
    possibleValues: ['engineering', 'document', 'supplier', 'corrective-action'],
  }),
  attribute('Site', 'SINGLE_LINE_TEXT'),
  attribute('Cost Impact', 'NUMBER', { decimalPlaces: 2 }),
  attribute('Currency', 'SINGLE_LINE_TEXT'),
  attribute('Risk Class', 'FIXED_DROP_DOWN', { possibleValues: ['low', 'medium', 'high'] }),
  attribute('Supplier Impact', 'FIXED_DROP_DOWN', { possibleValues: ['Yes', 'No'] }),
  attribute('Reason', 'MULTI_LINE_TEXT'),
  attribute('Affected Items', 'MULTI_LINE_TEXT'),
  attribute('Countersign Change', 'SINGLE_LINE_TEXT'),
];

export const attributeNamed = (name: string): Attribute => {
  const found = ATTRIBUTES.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`The workspace has no attribute "${name}".`);
  return found;
};
