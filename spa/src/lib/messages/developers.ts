import { addMessages } from '../i18n';
import { en } from './developers-en';
import { es } from './developers-es';

addMessages({ es, en });
