import { addMessages } from '../i18n';
import { en } from './knowledge-en';
import { es } from './knowledge-es';

addMessages({ es, en });
