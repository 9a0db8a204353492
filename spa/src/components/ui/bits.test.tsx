import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { StateBadge } from './bits';

it.each([
  ['PUBLISHED', 'bg-primary-soft'],
  ['DRAFT', 'bg-accent-soft'],
  ['REFUNDED', 'bg-muted'],
  ['DISPUTED', 'bg-destructive-soft'],
])('a state has the colour of what it means: %s', (state, colour) => {
  render(<StateBadge state={state}>Estado</StateBadge>);
  expect(screen.getByText('Estado')).toHaveClass(colour);
  expect(screen.getByText('Estado').className.match(/bg-/g)).toHaveLength(1);
});
