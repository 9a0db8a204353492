import { addMessages } from '../i18n';
import { en } from './account-en';
import { es } from './account-es';

addMessages({ es, en });
