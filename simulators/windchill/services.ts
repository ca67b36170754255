import type { ChangeNoticeService } from './change-notice-service.ts';
import type { HttpSessions } from './http-sessions.ts';
import type { WorkItemService } from './work-item-service.ts';

/** What the routes work with. */
export interface Services {
  readonly sessions: HttpSessions;
  readonly notices: ChangeNoticeService;
  readonly workItems: WorkItemService;
}
