import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { createChange } from '../api/change-queries.ts';
import { Problem } from '../api/problem.ts';
import type { ChangeContent } from '../api/types.ts';
import { useLanguage } from '../messages/language-context.tsx';
import { emptyForm, withoutBlankItems, type ChangeForm } from './change-form.ts';
import { checkForm } from './check-form.ts';
import { problemWords } from './problem-words.ts';

/** A field's state as Carbon's fields take it. */
export interface FieldState {
  readonly id: string;
  readonly invalid: boolean;
  readonly invalidText: string | undefined;
}

/** The form, what is wrong with it, and sending it. Fields are checked when it is sent, then as they are corrected. */
export function useChangeForm() {
  const { submit } = useLanguage().messages;
  const navigate = useNavigate();
  const formElement = useRef<HTMLFormElement>(null);
  const [form, setForm] = useState(emptyForm);
  const [attempts, setAttempts] = useState(0);
  const sending = useMutation({
    mutationFn: ({ content, draft }: { content: ChangeContent; draft: boolean }) => createChange(content, draft),
    onSuccess: (change) => navigate(`/changes/${change.id}`),
    onError: () => setAttempts((count) => count + 1),
  });

  const checked = checkForm(form);
  const found = attempts > 0 && !checked.ok ? checked.problems : undefined;
  const answered = new Map(
    sending.error instanceof Problem ? sending.error.fields.map(({ path, message }) => [path, message] as const) : [],
  );

  // After a refused attempt the first wrong field gets the focus.
  useEffect(() => {
    if (attempts > 0) formElement.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts]);

  return {
    form,
    formElement,
    problemCount: found?.size ?? 0,
    sending: sending.isPending,
    error: sending.error,
    change: (part: Partial<ChangeForm>) => setForm((current) => ({ ...current, ...part })),
    field(path: string): FieldState {
      const problem = found?.get(path);
      const words = problem === undefined ? answered.get(path) : problemWords(problem, submit);
      return { id: `field-${path}`, invalid: words !== undefined, invalidText: words };
    },
    send(draft: boolean) {
      const cleaned = withoutBlankItems(form);
      setForm(cleaned);
      const result = checkForm(cleaned);
      if (result.ok) sending.mutate({ content: result.content, draft });
      else setAttempts((count) => count + 1);
    },
  };
}

export type ChangeFormState = ReturnType<typeof useChangeForm>;
