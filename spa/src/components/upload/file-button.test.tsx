import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { FileButton } from './file-button';

it('offers what can be prepared, sound alone too, and no ASF or WMV', () => {
  render(<FileButton label="Elegir" onFile={() => undefined} />);
  const offered = screen.getByLabelText<HTMLInputElement>('Elegir', { selector: 'input' }).accept.split(',');
  expect(offered).toEqual(expect.arrayContaining(['video/mp4', 'video/x-matroska', '.mkv', '.avi', '.m2ts', '.3gp', 'audio/mpeg', '.mp3', '.wav']));
  expect(offered.filter((each) => each === 'video/*' || /asf|wmv/.test(each))).toEqual([]);
});
