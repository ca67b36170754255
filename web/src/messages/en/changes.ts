export const changes = {
  title: 'Changes',
  lead: 'Every change, from draft to outcome.',
  search: 'Search number or title',
  state: 'State',
  allStates: 'All states',
  type: 'Type',
  allTypes: 'All types',
  mineOnly: 'Raised by me',
  columns: { change: 'Change', type: 'Type', state: 'State', requester: 'Requester', site: 'Site', created: 'Raised' },
  empty: 'There are no changes yet',
  emptyHint: 'Raise the first one: say what is to change, and the rules find out who must approve it.',
  emptyFiltered: 'No change matches these filters',
  shown: (count: number, more: boolean) => {
    if (more) return `${count} shown, more to load`;
    return count === 1 ? '1 change' : `${count} changes`;
  },
};
