import type { ReactNode } from 'react';
import type { ChangeDetail } from '../api/types.ts';
import { CopyText } from '../feedback/copy-text.tsx';
import { Section } from '../feedback/section.tsx';
import { useLanguage } from '../messages/language-context.tsx';
import { LongText } from './long-text.tsx';

/** What approvers decide about. The digest names exactly this content. */
export function ChangeFacts({ content, digest }: { content: ChangeDetail['content']; digest: string }) {
  const { messages, money } = useLanguage();
  const { change, terms, shell } = messages;
  return (
    <Section title={change.facts}>
      {content.description !== '' && <LongText text={content.description} />}
      <dl className="facts">
        {content.reason !== '' && (
          <Fact name={change.reason}>
            <LongText text={content.reason} />
          </Fact>
        )}
        <Fact name={change.site}>{content.site}</Fact>
        <Fact name={change.cost}>
          {content.costImpact === 0 ? change.noCost : money(content.costImpact, content.currency)}
        </Fact>
        <Fact name={change.risk}>{terms.risks[content.riskClass]}</Fact>
        <Fact name={change.supplierImpact}>{content.hasSupplierImpact ? terms.yes : terms.no}</Fact>
        <Fact name={change.digest}>
          <CopyText text={digest} shown={shortDigest(digest)} label={shell.copy} />
          <span className="sub">{change.digestHint}</span>
        </Fact>
      </dl>
    </Section>
  );
}

/** Enough of a digest to compare by eye. */
export const shortDigest = (digest: string): string => digest.replace(/^sha-?256[:-]/, '').slice(0, 12);

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="facts__row">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
