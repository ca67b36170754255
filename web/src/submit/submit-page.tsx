import { Button, InlineLoading, InlineNotification } from '@carbon/react';
import { useProblemText } from '../feedback/problem-text.ts';
import { useLanguage } from '../messages/language-context.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import { ContentFields } from './content-fields.tsx';
import { ImpactFields } from './impact-fields.tsx';
import { ItemFields } from './item-fields.tsx';
import { TypeTiles } from './type-tiles.tsx';
import { useChangeForm } from './use-change-form.ts';

/** The form with which a change begins. */
export function SubmitPage() {
  const { submit } = useLanguage().messages;
  const problemText = useProblemText();
  const state = useChangeForm();
  usePageTitle(submit.title);
  return (
    <>
      <PageHeading title={submit.title} lead={submit.lead} />
      <form
        ref={state.formElement}
        className="change-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          state.send(false);
        }}
      >
        <TypeTiles state={state} />
        <ContentFields state={state} />
        <ImpactFields state={state} />
        <ItemFields state={state} />
        {state.problemCount > 0 && (
          <InlineNotification kind="error" lowContrast hideCloseButton title={submit.correct(state.problemCount)} />
        )}
        {state.error !== null && (
          <InlineNotification
            kind="error"
            lowContrast
            hideCloseButton
            title={submit.failedTitle}
            subtitle={problemText(state.error)}
          />
        )}
        <div className="change-form__actions">
          <Button type="submit" disabled={state.sending}>
            {submit.submit}
          </Button>
          <Button kind="secondary" disabled={state.sending} onClick={() => state.send(true)}>
            {submit.saveDraft}
          </Button>
          {state.sending && <InlineLoading description={submit.sending} />}
        </div>
      </form>
    </>
  );
}
