import { addMessages } from '../i18n';
import { en } from './reviews-en';
import { es } from './reviews-es';

addMessages({ es, en });
