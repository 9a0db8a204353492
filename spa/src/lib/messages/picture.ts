import { addMessages } from '../i18n';
import { en } from './picture-en';
import { es } from './picture-es';

addMessages({ es, en });
