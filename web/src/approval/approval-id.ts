/** The page of a change with one of its approvals in view; `CR-2026-000123-A1` belongs to `CR-2026-000123`. */
export function changeOfApproval(approvalId: string): string {
  const changeId = approvalId.replace(/-A\d+$/, '');
  return `/changes/${encodeURIComponent(changeId)}?approval=${encodeURIComponent(approvalId)}`;
}
