interface OfApproval {
  readonly domain: string;
  readonly system: string;
}

/** One sentence per kind of ledger entry. */
export const timeline = {
  through: (door: string) => `through ${door}`,
  changeCreated: 'The change was drafted.',
  changeRaisedIn: (system: string, reference: string) => `The change was raised in ${system} as ${reference}.`,
  changeSubmitted: 'The change was submitted for approval.',
  changeValidated: 'The change was checked, and its flow began.',
  changeApproved: 'Every approval was given: the change is approved.',
  implementationBegun: 'The implementation began.',
  changeImplemented: 'The change is implemented.',
  changeRejected: 'The change ended as rejected.',
  changeFailed: 'The change could not be carried out.',
  changeWithdrawn: 'The change was withdrawn.',
  approvalOpened: ({ domain, system }: OfApproval, group: string) =>
    `${group} were asked for the ${domain} approval, owned by ${system}.`,
  approved: ({ domain }: OfApproval) => `The ${domain} approval was given.`,
  rejected: ({ domain }: OfApproval) => `The ${domain} approval was refused.`,
  decisionRefused: (verdict: string, approvalId: string) => `An attempt to ${verdict} ${approvalId} was turned down.`,
  approve: 'approve',
  reject: 'reject',
  approvalWithdrawn: (domain: string) => `The ${domain} approval is no longer needed.`,
  reminded: (group: string) => `${group} were reminded.`,
  escalated: (group: string) => `The approval was late and went up to ${group}.`,
  registered: (system: string, number: string) => `The change was registered in ${system} as ${number}.`,
  unregistered: (system: string) => `The registration in ${system} was taken back.`,
  raisedIn: (system: string) => `The approval was opened in ${system}.`,
  writtenBack: (system: string) => `The decision was written to ${system} and read back.`,
  implementedIn: (system: string) => `${system} carried its part out.`,
  revertedIn: (system: string) => `${system} took its part back.`,
  notRevertedIn: (system: string) => `${system} could not take its part back.`,
};
