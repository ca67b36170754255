import type { paths } from './schema.d.ts';

type Json<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;
type Answer<Operation, Status extends number> = Operation extends { responses: Record<Status, infer Response> }
  ? Json<Response>
  : never;
type Body<Operation> = Operation extends { requestBody: { content: { 'application/json': infer Content } } }
  ? Content
  : never;

/** Names for what the OpenAPI document describes, taken from its paths so that they do not depend on schema names. */
export type Me = Answer<paths['/api/v1/me']['get'], 200>;
export type ApprovalPage = Answer<paths['/api/v1/approvals']['get'], 200>;
export type Approval = ApprovalPage['items'][number];
export type ApprovalSummary = Answer<paths['/api/v1/approvals/summary']['get'], 200>;
export type ApprovalQuery = NonNullable<paths['/api/v1/approvals']['get']['parameters']['query']>;
export type Decision = NonNullable<Approval['decision']>;
export type DecisionRequest = Body<paths['/api/v1/approvals/{id}/decision']['post']>;
export type ChangePage = Answer<paths['/api/v1/changes']['get'], 200>;
export type ChangeListItem = ChangePage['items'][number];
export type ChangeQuery = NonNullable<paths['/api/v1/changes']['get']['parameters']['query']>;
export type ChangeDetail = Answer<paths['/api/v1/changes/{id}']['get'], 200>;
export type ChangeContent = Body<paths['/api/v1/changes']['post']>;
export type AffectedItem = ChangeDetail['content']['affectedItems'][number];
export type Timeline = Answer<paths['/api/v1/changes/{id}/timeline']['get'], 200>;
export type TimelineEntry = Timeline['items'][number];
export type Diagram = Answer<paths['/api/v1/changes/{id}/diagram']['get'], 200>;
export type DiagramProcess = Diagram['processes'][number];
