import { addMessages } from '../i18n';
import { en } from './teaching-en';
import { es } from './teaching-es';

addMessages({ es, en });
