import { addMessages } from '../i18n';
import { en } from './search-en';
import { es } from './search-es';

addMessages({ es, en });
