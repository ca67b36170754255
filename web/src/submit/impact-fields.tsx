import { Checkbox, CheckboxGroup, FormGroup, RadioButton, RadioButtonGroup, TextInput } from '@carbon/react';
import { oneOf, RISKS } from '../approval/vocabulary.ts';
import { useLanguage } from '../messages/language-context.tsx';
import type { ChangeFormState } from './use-change-form.ts';

/** The facts on which the governance table decides who must approve. */
export function ImpactFields({ state: { form, change, field } }: { state: ChangeFormState }) {
  const { submit, terms } = useLanguage().messages;
  return (
    <FormGroup legendText={submit.impact}>
      <TextInput
        {...field('site')}
        labelText={submit.site}
        helperText={submit.siteHint}
        value={form.site}
        required
        onChange={(event) => change({ site: event.target.value })}
      />
      <div className="change-form__row">
        <TextInput
          {...field('costImpact')}
          labelText={submit.cost}
          helperText={submit.costHint}
          inputMode="decimal"
          value={form.costImpact}
          onChange={(event) => change({ costImpact: event.target.value })}
        />
        <TextInput
          {...field('currency')}
          className="change-form__currency"
          labelText={submit.currency}
          maxLength={3}
          value={form.currency}
          onChange={(event) => change({ currency: event.target.value.toUpperCase() })}
        />
      </div>
      <RadioButtonGroup
        name="riskClass"
        legendText={submit.risk}
        valueSelected={form.riskClass}
        onChange={(value) => {
          const riskClass = oneOf(RISKS, String(value));
          if (riskClass !== undefined) change({ riskClass });
        }}
      >
        {RISKS.map((risk) => (
          <RadioButton key={risk} id={`risk-${risk}`} value={risk} labelText={terms.risks[risk]} />
        ))}
      </RadioButtonGroup>
      <CheckboxGroup legendText={submit.supplierImpact}>
        <Checkbox
          id="field-hasSupplierImpact"
          labelText={submit.supplierImpactLabel}
          checked={form.hasSupplierImpact}
          onChange={(_event, { checked }) => change({ hasSupplierImpact: checked })}
        />
      </CheckboxGroup>
    </FormGroup>
  );
}
