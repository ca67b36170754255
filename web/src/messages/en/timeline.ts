interface OfApproval {
  readonly domain: string;
  readonly system: string;
}

/** One sentence per kind of ledger entry. */
export const timeline = {
  through: (door: string) => `through ${door}`,
  changeCreated: 'The change was created.',
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
  approvalRaised: (system: string, number: string) => `${number} was put in front of the approvers of ${system}.`,
  decisionWritten: (system: string) => `The decision was written to ${system} and read back.`,
  decisionAlreadyThere: (system: string) => `${system} already had the decision.`,
  decisionHeld: (system: string) => `The decision is kept until ${system} can take it.`,
  decisionDiffers: (system: string) => `${system} holds another decision than the one recorded here.`,
  implementedIn: (system: string) => `${system} carried its part out.`,
  reverted: (system: string) => `${system} took back what was done there.`,
  notReverted: (system: string) => `${system} could not take back what was done there.`,
};
