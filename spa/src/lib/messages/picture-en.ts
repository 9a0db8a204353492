import type { es } from './picture-es';

export const en: Record<keyof typeof es, string> = {
  'picture.choose': 'Choose a picture',
  'picture.change': 'Change the picture',
  'picture.remove': 'Remove the picture',
  'picture.crop': 'Crop the picture',
  'picture.cropText': 'This is what will be shown. Move it with the controls, or drag it.',
  'picture.zoom': 'Zoom',
  'picture.across': 'Horizontal position',
  'picture.down': 'Vertical position',
  'picture.background': 'Background where it is transparent',
  'picture.light': 'Light',
  'picture.dark': 'Dark',
  'picture.use': 'Use this picture',
  'picture.cancel': 'Cancel',
  'picture.unseen': 'This browser cannot show the file. If you use it, its middle will be taken.',
  'picture.sending': 'Uploading the picture…',
  'picture.making': 'Preparing the picture…',
  'picture.done': 'The picture is ready.',
  'picture.failed': 'The picture could not be uploaded.',
  'picture.slow': 'The picture takes longer than usual. It will appear by itself when it is ready.',
};
