import { addMessages } from '../i18n';
import { en } from './study-en';
import { es } from './study-es';

addMessages({ es, en });
