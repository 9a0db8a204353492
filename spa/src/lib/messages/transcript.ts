import { addMessages } from '../i18n';
import { en } from './transcript-en';
import { es } from './transcript-es';

addMessages({ es, en });
