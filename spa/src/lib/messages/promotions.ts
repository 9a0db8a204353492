import { addMessages } from '../i18n';
import { en } from './promotions-en';
import { es } from './promotions-es';

addMessages({ es, en });
