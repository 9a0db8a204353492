import { addMessages } from '../i18n';
import { en } from './notifications-en';
import { es } from './notifications-es';

addMessages({ es, en });
