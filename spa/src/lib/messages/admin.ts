import { addMessages } from '../i18n';
import { en } from './admin-en';
import { es } from './admin-es';

addMessages({ es, en });
