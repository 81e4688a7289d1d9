// Only here: the first page has no steps.
import '@mantine/core/styles/Stepper.layer.css';
import { Stepper } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Steps.module.css';

type StepsProps = {
  label: string;
  steps: readonly { label: string; faulty: boolean }[];
  active: number;
  /** How far one has come: later steps cannot be gone to yet. */
  reached: number;
  onStep: (step: number) => void;
  children: ReactNode;
};

/** The steps of a long form, as a list of buttons; what is filled in is below them. */
export function Steps({ label, steps, active, reached, onStep, children }: StepsProps) {
  return (
    <div>
      <Stepper
        active={active}
        onStepClick={onStep}
        size="xs"
        iconSize={28}
        aria-label={label}
        role="group"
        classNames={{ steps: classes.steps, stepLabel: classes.label, separator: classes.separator }}
      >
        {steps.map((step, at) => (
          <Stepper.Step
            key={step.label}
            label={step.label}
            {...(step.faulty && { color: 'red' })}
            allowStepSelect={at <= reached}
            aria-current={at === active ? 'step' : undefined}
          />
        ))}
      </Stepper>
      {children}
    </div>
  );
}
