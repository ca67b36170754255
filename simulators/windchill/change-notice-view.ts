import { principalById, type WindchillContext } from './windchill-context.ts';
import { STATES, type ChangeNotice, type StateValue } from './windchill-state.ts';

/** An enumeration value as OData shows it. */
export const stateView = (value: StateValue): Record<string, string> => ({ Value: value, Display: STATES[value] });

/** A change notice as the API shows it; the properties of the site stand beside the product's. */
export function noticeView(context: WindchillContext, notice: ChangeNotice): Record<string, unknown> {
  return {
    ID: notice.id,
    Name: notice.name,
    Number: notice.number,
    Description: notice.description,
    State: stateView(notice.state),
    LifeCycleTemplateName: 'Change Notice Life Cycle',
    ObjectType: 'Change Notice',
    CreatedBy: principalById(context, notice.createdBy).name,
    CreatedOn: notice.createdOn,
    ModifiedBy: principalById(context, notice.modifiedBy).name,
    LastModified: notice.lastModified,
    ...notice.site,
  };
}
