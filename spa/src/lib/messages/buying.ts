import { addMessages } from '../i18n';
import { en } from './buying-en';
import { es } from './buying-es';

addMessages({ es, en });
